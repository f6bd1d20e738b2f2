{#-
The rows of a relation with what a clock shows at their instant that runs only while their calendar
is open: opening time between two instants is seconds_between two such readings, exact and rounded
once. A row whose instant is null, or whose calendar has no opening hours, is left out.
    relation  name of a CTE with the columns business_calendar and instant
    hours     name of a CTE with the rows of int_business_hours__cumulated
    columns   columns of the relation to carry along
Adds open_clock, a timestamp without a meaning of its own.
-#}
{% macro with_open_clock(relation, hours, columns) -%}
    {%- set origin = instant_literal('1970-01-01T00:00:00Z') -%}
    {%- set open_before = hours ~ '.open_seconds_before' -%}
    {%- set closed_before = '(' ~ seconds_between(origin, hours ~ '.starts_at') ~ ' - ' ~ open_before ~ ')' -%}
    select
        {%- for name in columns %}
        {{ relation }}.{{ name }},
        {%- endfor %}
        case
            when {{ hours }}.is_open
                then {{ add_seconds(relation ~ '.instant', '-1 * ' ~ closed_before) }}
            else {{ add_seconds(origin, open_before) }}
        end as open_clock
    from {{ relation }}
    inner join {{ hours }}
        on
            {{ relation }}.business_calendar = {{ hours }}.business_calendar
            and {{ to_date(relation ~ '.instant') }} = {{ hours }}.starts_on
            and {{ relation }}.instant >= {{ hours }}.starts_at
            and {{ relation }}.instant < {{ hours }}.ends_at
{%- endmacro %}
