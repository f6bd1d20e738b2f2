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

),

numbered as (

    {{ numbered_in_order(
        'seen', 'identifier_number', 'first_seen_at',
        texts=['cast(strength as ' ~ type_text() ~ ')', 'substring(identifier_value, 1, 3)'],
        order=['strength', binary_order('identifier_value')]
    ) }}

)

select
    numbered.identifier_number,
    {{ keyed_hash('identity_secret.secret', "numbered.kind || ':' || numbered.identifier_value") }} as identifier_key,
    numbered.kind,
    numbered.identifier_value,
    numbered.first_record_number,
    numbered.first_seen_at
from numbered
cross join identity_secret
