{#-
The engine's name of the type for a date and time of day without a time zone; instants are kept in
UTC.
-#}
{% macro type_timestamp() -%}
    {{ return(adapter.dispatch('type_timestamp', 'contact_center')()) }}
{%- endmacro %}

{% macro default__type_timestamp() -%}
timestamp
{%- endmacro %}

{#- The type called timestamp there shows another wall clock in every session's time zone. -#}
{% macro spark__type_timestamp() -%}
timestamp_ntz
{%- endmacro %}
