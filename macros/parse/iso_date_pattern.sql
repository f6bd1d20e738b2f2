{#-
A regular expression of the dates that exist, YYYY-MM-DD from the year 1000 on, leap days included.
The engines share it, so they accept the same texts, and a text that matches can be cast without an
error.
-#}
{% macro iso_date_pattern() -%}
    {%- set year = '[1-9][0-9]{3}' -%}
    {%- set leap_year = '([1-9][0-9](0[48]|[2468][048]|[13579][26])'
        ~ '|([2468][048]|[3579][26]|1[26])00)' -%}
    {{- return(
        '(' ~ year ~ '-('
        ~ '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])'
        ~ '|(0[469]|11)-(0[1-9]|[12][0-9]|30)'
        ~ '|02-(0[1-9]|1[0-9]|2[0-8])'
        ~ ')|' ~ leap_year ~ '-02-29)'
    ) -}}
{%- endmacro %}
