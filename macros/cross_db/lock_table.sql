{#-
The statement that lets no other transaction write to a table until this one ends, so that two do not number their rows alike: the
second waits, and then sees what the first wrote. relation: the table.
-#}
{% macro lock_table(relation) -%}
    {{ return(adapter.dispatch('lock_table', 'contact_center')(relation)) }}
{%- endmacro %}

{% macro default__lock_table(relation) -%}
lock table {{ relation }} in exclusive mode
{%- endmacro %}

{#- One process alone may open the file. -#}
{% macro duckdb__lock_table(relation) -%}
select 1
{%- endmacro %}

{#- Tables of files know no locks: whoever publishes twice at once must see to it himself. -#}
{% macro spark__lock_table(relation) -%}
select 1
{%- endmacro %}
