{#- The landed records that are no well-formed rows. On DuckDB whoever reads them waits for the landing. -#}
{% macro landed_malformed() -%}
    {%- if target.type == 'duckdb' -%}{%- do ref('landing_files') -%}{%- endif -%}
    {{ source('landing', 'malformed') }}
{%- endmacro %}
