{#-
The relation of a landed table of a source: all text, with _file, _line and _row (the row as JSON). On DuckDB whoever reads it waits
for the landing; that dependency is noted while parsing only, so that a unit test need not give rows for it. A model that reads a landed table exists only where its source is
switched on (cc_sources).
    source, entity  as declared in models/staging/<source>/_<source>__sources.yml
-#}
{% macro landed(source, entity) -%}
    {{- config(enabled=source in var('cc_sources')) -}}
    {%- if target.type == 'duckdb' and not execute -%}{%- do ref('landing_files') -%}{%- endif -%}
    {#- The argument hides the function of that name. -#}
    {{ builtins.source(source, entity) }}
{%- endmacro %}
