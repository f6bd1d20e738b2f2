{#- The rows of an entity that count: source, row_key, the contract's columns and _doubt. entity: an entity of canonical_entities(). -#}
{% macro accepted(entity) -%}
select
    row_key,
    source,
    {{ canonical_entities()[entity].columns.keys() | join(',\n    ') }},
    _doubt
from {{ ref('int_' ~ entity ~ '__unioned') }}
where row_status = 'accepted'
{%- endmacro %}
