-- Which identifiers were seen together. A record shows each pair of its identifiers.
with records as (

    select * from {{ ref('int_identifier_records__numbered') }}
    where is_evidence

),

pairs as (
    {% for stronger, weaker in [('customer_id', 'email'), ('customer_id', 'phone'), ('email', 'phone')] %}
    select
        {{ stronger }}_number as identifier_number,
        {{ weaker }}_number as other_number,
        '{{ stronger }}' as kind,
        '{{ weaker }}' as other_kind,
        min(record_number) as first_record_number
    from records
    where {{ stronger }}_number is not null and {{ weaker }}_number is not null
    group by {{ stronger }}_number, {{ weaker }}_number
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}

)

select * from pairs
