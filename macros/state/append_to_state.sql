{#- The statement that appends the rows of a relation, which has the columns of a table of the memory, to that table. -#}
{% macro append_to_state(table, rows, where='true') -%}
    {%- set columns = state_tables()[table].keys() | reject('equalto', 'schema_version') | join(', ') -%}
insert into {{ source('state', table) }} ({{ columns }}, schema_version)
select {{ columns }}, {{ state_schema_version() }}
from {{ rows }}
where {{ where }}
{%- endmacro %}
