{#-
The address in what a mail program writes: what stands between < and >, without mailto: before it and without white space at its ends. The
text itself where it has neither. expression: text.
-#}
{% macro mail_address(expression) -%}
    {{ return(adapter.dispatch('mail_address', 'contact_center')(expression)) }}
{%- endmacro %}

{% macro default__mail_address(expression) -%}
    {%- set inner = "regexp_replace(" ~ expression ~ ", '^[^>]*<([^<>]*)>(.|\\n)*$', '\\1')" -%}
    {{ trimmed("regexp_replace(" ~ trimmed(inner) ~ ", '^mailto:', '', 'i')") }}
{%- endmacro %}

{% macro spark__mail_address(expression) -%}
    {%- set inner = "regexp_replace(" ~ expression ~ ", '" ~ spark_pattern('(?s)^[^>]*<([^<>]*)>.*\\z') ~ "', '$1')" -%}
    {{ trimmed("regexp_replace(" ~ trimmed(inner) ~ ", '(?i)^mailto:', '')") }}
{%- endmacro %}
