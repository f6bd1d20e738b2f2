{#- The rows of an entity that count: source, row_key and the contract's columns. entity: an entity of canonical_entities(). -#}
{% macro accepted(entity) -%}
select
    row_key,
    source,
    {{ canonical_entities()[entity].columns.keys() | join(',\n    ') }}
from {{ ref('int_' ~ entity ~ '__unioned') }}
where row_status = 'accepted'
{%- endmacro %}
