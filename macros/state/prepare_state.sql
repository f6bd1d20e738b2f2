{#-
The statement that makes one table of the memory where it does not exist yet, or their schema where no table is named. Hooks before
every run, so that sources can be read on a fresh database; whatever the tables hold stays as it is.
-#}
{% macro prepare_state(table=none) -%}
    {%- set schema = var('cc_schema_prefix') ~ 'state' -%}
    {%- if table is none -%}
        {{ create_schema_if_missing(schema) }}
    {%- else -%}
        {{ create_table_if_missing(schema, table, state_tables()[table]) }}
    {%- endif -%}
{%- endmacro %}
