{#- The relation of a landed table: all text, with _row, _file and _line. source, entity: as declared in the source's folder. -#}
{% macro landed(source, entity) -%}
    {{ var('cc_schema_prefix') }}landing.{{ source }}__{{ entity }}
{%- endmacro %}
