{#-
A number from text, with a decimal point and an exponent if need be: '12', '-0.5', '.5', '1.5e3'.
Null where the text is anything else ('1,5', 'NaN', '') or has more than 100 digits on a side of the
point or an exponent beyond 99. A double.
-#}
{% macro try_number(text) -%}
    {{ return(adapter.dispatch('try_number', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__try_number(text) -%}
    {%- set digits = '([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})([eE][+-]?[0-9]{1,2})?' -%}
    case when {{ text }} ~ '^ *[+-]?{{ digits }} *$' then cast({{ text }} as double precision) end
{%- endmacro %}

{% macro duckdb__try_number(text) -%}
    {%- set digits = '([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})([eE][+-]?[0-9]{1,2})?' -%}
    case
        when regexp_full_match({{ text }}, ' *[+-]?{{ digits }} *')
            then try_cast({{ text }} as double precision)
    end
{%- endmacro %}

{% macro spark__try_number(text) -%}
    {%- set digits = '([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})([eE][+-]?[0-9]{1,2})?' -%}
    case
        when {{ text }} rlike '{{ spark_pattern('^ *[+-]?' ~ digits ~ ' *\\z') }}' then cast(trim({{ text }}) as double)
    end
{%- endmacro %}
