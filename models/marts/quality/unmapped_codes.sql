-- Words that neither the contract nor the code map knows: a row of the map_codes seed each, and they are known. Only of accepted
-- rows: the cells of a rejected one are private.
{% set ns = namespace(first=true) %}
{%- for entity, contract in canonical_entities().items() %}
{%- for name, column in contract.columns.items() if column.type == 'word' %}
{{- 'union all' if not ns.first }}
{%- set ns.first = false %}
select
    source,
    '{{ entity }}' as entity,
    '{{ name }}' as column_name,
    '{{ column.words }}' as vocabulary,
    {{ name }}_code as code,
    cast(count(*) as {{ type_bigint() }}) as {{ adapter.quote('rows') }}
from {{ ref('int_' ~ entity ~ '__unioned') }}
where {{ name }} = 'unmapped' and row_status = 'accepted'
group by source, {{ name }}_code
{% endfor %}
{%- endfor %}
