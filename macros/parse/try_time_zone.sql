{#-
An IANA time zone's name from text, spelled as IANA spells it ('Europe/Sofia', 'UTC'). Null where the text is anything else,
abbreviations such as 'EST' included: engines disagree about those.
-#}
{% macro try_time_zone(text) -%}
    {{ return(adapter.dispatch('try_time_zone', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__try_time_zone(text) -%}
    case
        when trim({{ text }}) = 'UTC' then 'UTC'
        when
            trim({{ text }}) ~ '^[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+$'
            and trim({{ text }}) in (select zones.name from pg_timezone_names as zones)
            then trim({{ text }})
    end
{%- endmacro %}

{% macro duckdb__try_time_zone(text) -%}
    case
        when trim({{ text }}) = 'UTC' then 'UTC'
        when
            regexp_full_match(trim({{ text }}), '[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+')
            and trim({{ text }}) in (select zones.name from pg_timezone_names() as zones)
            then trim({{ text }})
    end
{%- endmacro %}
