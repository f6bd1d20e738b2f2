{#-
A time of day from text: H:MM, HH:MM or HH:MM:SS, 0:00 to 23:59:59. 24:00 is 00:00. Null where the
text is anything else.
-#}
{% macro try_time(text) -%}
    {{ return(adapter.dispatch('try_time', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__try_time(text) -%}
    case
        when {{ text }} ~ '^ *([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])? *$'
            then cast(trim({{ text }}) as time)
        when {{ text }} ~ '^ *24:00(:00)? *$' then cast('00:00' as time)
    end
{%- endmacro %}

{% macro duckdb__try_time(text) -%}
    case
        when regexp_full_match({{ text }}, ' *([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])? *')
            then try_cast(trim({{ text }}) as time)
        when regexp_full_match({{ text }}, ' *24:00(:00)? *') then cast('00:00' as time)
    end
{%- endmacro %}

{#- There, a time of day is text: see type_time. -#}
{% macro spark__try_time(text) -%}
    case
        when {{ text }} rlike '{{ spark_pattern('^ *([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])? *\\z') }}'
            then
                lpad(split_part(trim({{ text }}), ':', 1), 2, '0')
                || ':' || split_part(trim({{ text }}), ':', 2)
                || ':' || lpad(split_part(trim({{ text }}), ':', 3), 2, '0')
        when {{ text }} rlike '{{ spark_pattern('^ *24:00(:00)? *\\z') }}' then '00:00:00'
    end
{%- endmacro %}
