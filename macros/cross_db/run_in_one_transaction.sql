{#-
Executes the statements: all of them take effect, or none. Spark has no transactions: there, they take effect in their order, and whoever
calls this must bear that a run ends between two of them.
-#}
{% macro run_in_one_transaction(statements) -%}
    {{ return(adapter.dispatch('run_in_one_transaction', 'contact_center')(statements)) }}
{%- endmacro %}

{% macro default__run_in_one_transaction(statements) -%}
    {%- set as_one -%}
begin;
{% for statement in statements -%}
{{ statement }};
{% endfor -%}
commit
    {%- endset -%}
    {%- do run_query(as_one) -%}
{%- endmacro %}

{% macro spark__run_in_one_transaction(statements) -%}
    {%- for statement in statements -%}
        {%- do run_query(statement) -%}
    {%- endfor -%}
{%- endmacro %}
