{#- The statements as one text to execute: all of them take effect, or none. -#}
{% macro in_one_transaction(statements) -%}
    {{ return(adapter.dispatch('in_one_transaction', 'contact_center')(statements)) }}
{%- endmacro %}

{% macro default__in_one_transaction(statements) -%}
begin;
{% for statement in statements -%}
{{ statement }};
{% endfor -%}
commit
{%- endmacro %}
