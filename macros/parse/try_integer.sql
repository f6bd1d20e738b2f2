{#-
A whole number from text: '12', '+12', '-12', ' 12 ', '0012' and '12.0'. Null where the text is
anything else ('12.5', '1e3', '') or the number does not fit. A bigint.
-#}
{% macro try_integer(text) -%}
    {{ return(adapter.dispatch('try_integer', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__try_integer(text) -%}
    {#- Two steps: the pattern lets through nothing that cannot be cast to numeric. -#}
    case
        when {{ text }} ~ '^ *[+-]?0{0,100}[0-9]{1,19}([.]0{1,100})? *$'
            then
                case
                    when
                        cast({{ text }} as numeric)
                        between -9223372036854775808 and 9223372036854775807
                        then cast(cast({{ text }} as numeric) as bigint)
                end
    end
{%- endmacro %}

{% macro duckdb__try_integer(text) -%}
    {#- Digits that come back as they went in need no pattern. -#}
    case
        when cast(try_cast({{ text }} as bigint) as varchar) = {{ text }}
            then try_cast({{ text }} as bigint)
        when regexp_full_match({{ text }}, ' *[+-]?0{0,100}[0-9]{1,19}([.]0{1,100})? *')
            then try_cast({{ text }} as bigint)
    end
{%- endmacro %}

{% macro spark__try_integer(text) -%}
    case
        when {{ text }} rlike '{{ spark_pattern('^ *[+-]?0{0,100}[0-9]{1,19}([.]0{1,100})? *\\z') }}'
            then try_cast(cast(trim({{ text }}) as decimal(20, 0)) as bigint)
    end
{%- endmacro %}
