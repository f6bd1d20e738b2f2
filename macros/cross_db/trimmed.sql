{#-
A text without white space at its ends, the same on every engine: blank, tab, line feed, vertical tab, form feed, carriage return and
no-break space (what spreadsheets leave). Null where the text is null. expression: text.
-#}
{% macro trimmed(expression) -%}
    {{ return(adapter.dispatch('trimmed', 'contact_center')(expression)) }}
{%- endmacro %}

{% macro default__trimmed(expression) -%}
    regexp_replace({{ expression }}, '^[ \t\n\v\f\r\u00a0]+|[ \t\n\v\f\r\u00a0]+$', '', 'g')
{%- endmacro %}

{% macro duckdb__trimmed(expression) -%}
    regexp_replace({{ expression }}, '^[ \t\n\v\f\r\x{00a0}]+|[ \t\n\v\f\r\x{00a0}]+$', '', 'g')
{%- endmacro %}

{#- Java's \v is every vertical white space, and its $ stands before a last line feed, too. -#}
{% macro spark__trimmed(expression) -%}
    {%- set pattern = '^[ \\t\\n\\x0B\\f\\r\\u00a0]+|[ \\t\\n\\x0B\\f\\r\\u00a0]+\\z' -%}
    regexp_replace({{ expression }}, '{{ spark_pattern(pattern) }}', '')
{%- endmacro %}
