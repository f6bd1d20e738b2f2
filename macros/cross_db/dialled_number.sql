{#-
The first telephone number in a text: its ASCII digits, behind a + where one stands before them. It ends before the first character
that is neither a digit nor punctuation of numbers, so that extensions (ext. 5, x5, #5, ",,5", доб. 5) and second numbers stay out.
Full-width and Arabic digits count. Without any digit, no digit is left. expression: text.
-#}
{% macro dialled_number(expression) -%}
    {{ return(adapter.dispatch('dialled_number', 'contact_center')(expression)) }}
{%- endmacro %}

{#- Blanks, brackets, dashes, dots, slashes and what lies between digits unseen: soft hyphen, marks of direction, joiners. -#}
{% macro _number_punctuation(escape, end='') -%}
    {%- set ranges = ['00a0', '00ad', '00b7', ['2000', '206f'], '2212', '3000', '30fc', 'ff08', 'ff09', ['ff0d', 'ff0f']] -%}
    {%- set ns = namespace(text=" \\t\\n\\v\\f\\r()\\[\\]./\\\\~_*:''|\\-") -%}
    {%- for range in ranges -%}
        {%- set first = range if range is string else range[0] -%}
        {%- set ns.text = ns.text ~ escape ~ first ~ end ~ ('' if range is string else '-' ~ escape ~ range[1] ~ end) -%}
    {%- endfor -%}
    {{- ns.text -}}
{%- endmacro %}

{% macro _with_ascii_digits(expression) -%}
    translate({{ expression }}, '＋０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '+012345678901234567890123456789')
{%- endmacro %}

{% macro default__dialled_number(expression) -%}
    regexp_replace(
        regexp_replace(
            {{ _with_ascii_digits(expression) }},
            '^[^0-9+]*(\+?)[^0-9]*([0-9][0-9{{ _number_punctuation('\\u') }}]*).*$', '\1\2'
        ),
        '[^0-9+]', '', 'g'
    )
{%- endmacro %}

{#- there, the point means a line feed, too, only where (?s) says so -#}
{% macro duckdb__dialled_number(expression) -%}
    regexp_replace(
        regexp_replace(
            {{ _with_ascii_digits(expression) }},
            '(?s)^[^0-9+]*(\+?)[^0-9]*([0-9][0-9{{ _number_punctuation('\\x{', '}') }}]*).*$', '\1\2'
        ),
        '[^0-9+]', '', 'g'
    )
{%- endmacro %}

{#- Java's \v is every vertical white space, and its $ stands before a last line feed, too. -#}
{% macro spark__dialled_number(expression) -%}
    {%- set first_number = '(?s)^[^0-9+]*(\\+?)[^0-9]*([0-9][0-9'
        ~ (_number_punctuation('\\u') | replace('\\v', '\\x0B')) ~ ']*).*\\z' -%}
    regexp_replace(
        regexp_replace({{ _with_ascii_digits(expression) }}, '{{ spark_pattern(first_number) }}', '$1$2'), '[^0-9+]', ''
    )
{%- endmacro %}
