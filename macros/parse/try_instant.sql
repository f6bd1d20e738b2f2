{#-
A UTC timestamp from ISO 8601 text: YYYY-MM-DD[T or blank]HH:MM[:SS[.fraction]][Z, +HH, +HHMM or
+HH:MM], or a plain date, which is its midnight. With an offset the text alone decides; without one
it is the wall clock of the IANA time zone `time_zone` (a SQL expression), read as utc_timestamp
reads it. Fractions are cut after the sixth digit. Null where the text is anything else, no such day
or time exists, the year is before 1000 or the offset beyond 14 hours.
-#}
{% macro try_instant(text, time_zone) -%}
    {{ return(adapter.dispatch('try_instant', 'contact_center')(text, time_zone)) }}
{%- endmacro %}

{% macro default__try_instant(text, time_zone) -%}
    {#- From character 17 on, behind YYYY-MM-DDTHH:MM, only an offset has Z, + or -. -#}
    {%- set wall_clock = "substring(trim(" ~ text ~ ") from "
        ~ "'^.{10}(?:[T ].{5}(?::.{2}(?:[.][0-9]{1,6})?)?)?')" -%}
    case
        when {{ text }} ~ '^ *{{ iso_date_pattern() }}{{ iso_time_pattern() }} *$'
            then
                case
                    when substr(trim({{ text }}), 17) ~ '[Z+-]'
                        then timezone(
                            'UTC',
                            cast(
                                {{ wall_clock }}
                                || substring(substr(trim({{ text }}), 17) from '[Z+-].*$')
                                as timestamptz
                            )
                        )
                    else {{ utc_timestamp(wall_clock, time_zone) }}
                end
    end
{%- endmacro %}

{% macro duckdb__try_instant(text, time_zone) -%}
    {#-
    The usual forms, with seconds and without blanks, take one pattern and one cast. A cast to
    timestamp reads over Z.
    -#}
    {%- set usual = iso_date_pattern() ~ '([T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?'
        ~ '(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?' -%}
    {%- set wall_clock = "try_cast(regexp_extract(trim(" ~ text ~ "), "
        ~ "'^.{10}([T ].{5}(:.{2}([.][0-9]{1,6})?)?)?') as timestamp)" -%}
    case
        when regexp_full_match({{ text }}, '{{ usual }}')
            then
                case
                    when suffix({{ text }}, 'Z') then try_cast({{ text }} as timestamp)
                    when contains({{ text }}, '+') or contains(substr({{ text }}, 12), '-')
                        then make_timestamp(epoch_us(try_cast({{ text }} as timestamptz)))
                    else {{ utc_timestamp('try_cast(' ~ text ~ ' as timestamp)', time_zone) }}
                end
        when regexp_full_match({{ text }}, ' *{{ iso_date_pattern() }}{{ iso_time_pattern() }} *')
            then
                case
                    when regexp_matches(substr(trim({{ text }}), 17), '[Z+-]')
                        then make_timestamp(
                            epoch_us(
                                try_cast(
                                    {#- A cast wants seconds before an offset. -#}
                                    regexp_replace(
                                        trim({{ text }}), '^(.{10}[T ].{5})([Z+-])', '\1:00\2'
                                    ) as timestamptz
                                )
                            )
                        )
                    else {{ utc_timestamp(wall_clock, time_zone) }}
                end
    end
{%- endmacro %}

{% macro spark__try_instant(text, time_zone) -%}
    {#- An offset is taken off the wall clock: a cast that reads it gives a timestamp of the session's time zone. -#}
    {%- set trimmed_text = 'trim(' ~ text ~ ')' -%}
    {%- set wall_clock = "regexp_extract(" ~ trimmed_text ~ ", '^.{10}(?:[T ].{5}(?::.{2}(?:[.][0-9]{1,6})?)?)?', 0)" -%}
    {%- set offset = "regexp_extract(" ~ trimmed_text ~ ", '^.{16}[^Z+-]*([Z+-].*)', 1)" -%}
    {%- set sign = "case when " ~ offset ~ " like '-%' then 1 else -1 end" -%}
    {%- set hours = "cast(substr(" ~ offset ~ ", 2, 2) as integer)" -%}
    {%- set minutes = "cast('0' || substr(replace(" ~ offset ~ ", ':', ''), 4) as integer)" -%}
    case
        when {{ text }} rlike '{{ spark_pattern('^ *' ~ iso_date_pattern() ~ iso_time_pattern() ~ ' *\\z') }}'
            then
                case
                    when {{ offset }} = '' then {{ utc_timestamp(wall_clock, time_zone) }}
                    when {{ offset }} = 'Z' then cast({{ wall_clock }} as {{ type_timestamp() }})
                    else
                        cast({{ wall_clock }} as {{ type_timestamp() }})
                        + make_dt_interval(0, {{ sign }} * {{ hours }}, {{ sign }} * {{ minutes }})
                end
    end
{%- endmacro %}
