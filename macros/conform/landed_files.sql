{#- The ledger of landed files. -#}
{% macro landed_files() -%} {{ var('cc_schema_prefix') }}landing.files {%- endmacro %}
