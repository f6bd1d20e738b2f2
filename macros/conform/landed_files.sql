{#- The ledger of landed files, one row per source, entity and file. -#}
{% macro landed_files() -%}
    {{ ref('landing_files') if target.type == 'duckdb' else source('landing', 'files') }}
{%- endmacro %}
