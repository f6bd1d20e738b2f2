{#-
The column that says whether a row is of one of these kinds of scope. A query over many components
asks once per list of kinds and not once per component: DuckDB makes a join of the whole width of
every `in`. Arguments: kinds, a list of kinds of scope. Returns a name.
-#}
{% macro scope_flag(kinds) -%}
    {{- return('is_' ~ kinds | join('_')) -}}
{%- endmacro %}
