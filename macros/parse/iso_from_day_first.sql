{#-
ISO 8601 text of a date, or of a date and time, that is written with the day first: 29/2/2016 01:16 and 29-02-2016 01:16 become
2016-02-29T01:16. What is written otherwise becomes a text that try_instant and try_date do not read. Null where the text is.
text: a text expression, trimmed.
-#}
{% macro iso_from_day_first(text) -%}
    {%- set slashed = "replace(" ~ text ~ ", '-', '/')" -%}
    {%- set parts = [] -%}
    {%- for place in (3, 2, 1) -%}
        {%- do parts.append("split_part(" ~ slashed ~ ", '/', " ~ place ~ ")") -%}
    {%- endfor -%}
    {%- set time = "substr(" ~ parts[0] ~ ", 6)" -%}
    substr({{ parts[0] }}, 1, 4)
    || '-' || right('0' || {{ parts[1] }}, greatest(2, length({{ parts[1] }})))
    || '-' || right('0' || {{ parts[2] }}, greatest(2, length({{ parts[2] }})))
    || coalesce('T' || nullif(right('0' || nullif({{ time }}, ''), greatest(5, length({{ time }}))), ''), '')
{%- endmacro %}
