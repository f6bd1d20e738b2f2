{%- set scopes = {
    'center': 'everybody',
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}
    where is_fcr_by_repeat is not null

),

complexities as (

    select * from {{ ref('int_contact_complexity') }}

),

settled as (

    select
        fcr_contacts.*,
        'all' as everybody,
        coalesce(complexities.complexity, 'unknown') as complexity
    from fcr_contacts
    left join complexities on fcr_contacts.contact_key = complexities.contact_key

),

days as (
    {% for kind, column in scopes.items() %}
    select
        started_date as date_day,
        channel,
        topic,
        complexity,
        '{{ kind }}' as scope_kind,
        {{ column }} as scope_value,
        cast(count(*) as {{ type_bigint() }}) as settled,
        cast(count(case when is_fcr_by_repeat then 1 end) as {{ type_bigint() }}) as not_repeated
    from settled
    group by started_date, channel, topic, complexity, {{ column }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from days
