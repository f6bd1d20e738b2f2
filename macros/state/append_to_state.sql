{#-
The statement that appends the rows of a relation, which has the columns of a table of the memory, to that table, under the number of the
publication.
-#}
{% macro append_to_state(table, rows, number, where='true') -%}
    {%- set columns = state_tables()[table].keys() | reject('in', ['publication_number', 'schema_version']) | join(', ') -%}
insert into {{ source('state', table) }} (publication_number, {{ columns }}, schema_version)
select {{ number }}, {{ columns }}, {{ state_schema_version() }}
from {{ rows }}
where {{ where }}
{%- endmacro %}
