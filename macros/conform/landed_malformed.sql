{#- The landed records that are no well-formed rows. On DuckDB whoever reads them waits for the landing, as with landed(). -#}
{% macro landed_malformed() -%}
    {%- if target.type == 'duckdb' and not execute -%}{%- do ref('landing_files') -%}{%- endif -%}
    {{ source('landing', 'malformed') }}
{%- endmacro %}
