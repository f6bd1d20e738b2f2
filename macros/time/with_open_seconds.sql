{#-
The rows of a relation with the seconds that their calendar was open up to their instant, since the
first day of the calendars: the open seconds between two instants are a difference of two. A row
whose instant is null, or whose calendar has no opening hours, is left out.
    relation  name of a CTE with the columns business_calendar and instant
    hours     name of a CTE with the rows of int_business_hours__cumulated
    columns   columns of the relation to carry along
Adds open_seconds.
-#}
{% macro with_open_seconds(relation, hours, columns) -%}
    select
        {%- for name in columns %}
        {{ relation }}.{{ name }},
        {%- endfor %}
        {{ hours }}.open_seconds_before
        + case
            when {{ hours }}.is_open then {{ seconds_between(hours ~ '.starts_at', relation ~ '.instant') }}
            else 0
        end as open_seconds
    from {{ relation }}
    inner join {{ hours }}
        on
            {{ relation }}.business_calendar = {{ hours }}.business_calendar
            and {{ to_date(relation ~ '.instant') }} = {{ hours }}.starts_on
            and {{ relation }}.instant >= {{ hours }}.starts_at
            and {{ relation }}.instant < {{ hours }}.ends_at
{%- endmacro %}
