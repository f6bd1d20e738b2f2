{#-
A date from text: YYYY-MM-DD, or a timestamp without offset whose time is midnight. Null where the
text is anything else, or no such day exists.
-#}
{% macro try_date(text) -%}
    {{ return(adapter.dispatch('try_date', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__try_date(text) -%}
    case
        when {{ text }} ~ '^ *{{ iso_date_pattern() }}([T ]00:00(:00([.]0+)?)?)? *$'
            then cast(substr(trim({{ text }}), 1, 10) as date)
    end
{%- endmacro %}

{% macro duckdb__try_date(text) -%}
    case
        when regexp_full_match({{ text }}, '{{ iso_date_pattern() }}')
            then try_cast({{ text }} as date)
        when regexp_full_match({{ text }}, ' *{{ iso_date_pattern() }}([T ]00:00(:00([.]0+)?)?)? *')
            then try_cast(substr(trim({{ text }}), 1, 10) as date)
    end
{%- endmacro %}

{% macro spark__try_date(text) -%}
    case
        when {{ text }} rlike '{{ spark_pattern('^ *' ~ iso_date_pattern() ~ '([T ]00:00(:00([.]0+)?)?)? *\\z') }}'
            then cast(substr(trim({{ text }}), 1, 10) as date)
    end
{%- endmacro %}
