{#- The layout in which this release writes to the memory: see state_tables. -#}
{% macro state_schema_version() -%}
    {{ return(3) }}
{%- endmacro %}
