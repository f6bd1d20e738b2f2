-- Identifiers numbered in the order in which a customer's key is chosen among them: first seen first, then the
-- stronger kind, then the value. The least number of a component is therefore the identifier that names its customer.
with identity_secret as (

    select secret from {{ source('landing', 'identity_secret') }}

),

records as (

    select * from {{ ref('int_identifier_records') }}
    where is_evidence

),

seen as (
    {% for kind in ['customer_id', 'email', 'phone'] %}
    select
        {{ loop.index }} as strength,
        '{{ kind }}' as kind,
        {{ kind }} as identifier_value,
        min(record_number) as first_record_number,
        min(seen_at) as first_seen_at
    from records
    where {{ kind }} is not null
    group by {{ kind }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}

)

select
    row_number() over (
        order by seen.first_seen_at nulls last, seen.strength, {{ binary_order('seen.identifier_value') }}
    ) as identifier_number,
    {{ keyed_hash('identity_secret.secret', "seen.kind || ':' || seen.identifier_value") }} as identifier_key,
    seen.kind,
    seen.identifier_value,
    seen.first_record_number,
    seen.first_seen_at
from seen
cross join identity_secret
