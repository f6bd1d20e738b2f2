{#- The landed records that are no well-formed rows. -#}
{% macro landed_malformed() -%} {{ var('cc_schema_prefix') }}landing.malformed {%- endmacro %}
