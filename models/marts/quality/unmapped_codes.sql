-- Words that neither the contract nor the code map knows: a row of the map_codes seed each, and they are known.
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
    row_status,
    cast(count(*) as {{ type_bigint() }}) as {{ adapter.quote('rows') }}
from {{ ref('int_' ~ entity ~ '__unioned') }}
where {{ name }} = 'unmapped' and row_status in ('accepted', 'rejected')
group by source, {{ name }}_code, row_status
{% endfor %}
{%- endfor %}
