{#-
What an agent was doing, one thing at a time: stretches that never overlap, cut at midnight of the
business time zone. Of several at once the words of `first` go before all others, then the one that
began later (of two that began together the one that ends first), and the other goes on when it is
over.
    relation  SQL of the relation, with agent_id, started_at and ended_at on whole seconds
    word      column that says what it was
    first     list of the words that go before all others
-#}
{% macro one_at_a_time(relation, word, first=[]) -%}
    {%- set zone = "'" ~ var('cc_business_timezone') ~ "'" -%}

with dated as (

    select
        agent_id,
        {{ word }},
        started_at,
        ended_at,
        {{ to_date(local_timestamp('started_at', zone)) }} as first_date,
        {{ to_date(local_timestamp('ended_at', zone)) }} as last_date
    from {{ relation }}
    where started_at < ended_at

),

days as (

    select
        date_day,
        {{ utc_timestamp('date_day', zone) }} as day_starts_at,
        {{ utc_timestamp(add_days('date_day', 1), zone) }} as day_ends_at
    from {{ date_spine(
        '(select min(first_date) from dated)', '(select max(last_date) from dated)', 'date_day',
    ) }} as spine

),

-- cut first: what overlaps is then compared within a day, however long a state was left open
cut as (

    select
        agent_id,
        first_date as date_day,
        {{ word }},
        started_at as began_at,
        ended_at as is_over_at,
        started_at,
        ended_at
    from dated
    where first_date = last_date
    union all
    select
        dated.agent_id,
        days.date_day,
        dated.{{ word }},
        dated.started_at as began_at,
        dated.ended_at as is_over_at,
        greatest(dated.started_at, days.day_starts_at) as started_at,
        least(dated.ended_at, days.day_ends_at) as ended_at
    from dated
    inner join days on dated.first_date <= days.date_day and dated.last_date >= days.date_day
    where dated.first_date < dated.last_date and dated.ended_at > days.day_starts_at

),

-- only what overlaps anything needs a closer look
followed as (

    select
        cut.*,
        max(ended_at) over (
            partition by agent_id, date_day
            order by started_at, ended_at, {{ binary_order(word) }}
            rows between unbounded preceding and 1 preceding
        ) as busy_until,
        lead(started_at) over (
            partition by agent_id, date_day order by started_at, ended_at, {{ binary_order(word) }}
        ) as next_started_at
    from cut

),

placed as (

    select
        followed.*,
        coalesce(started_at >= busy_until, true) and coalesce(ended_at <= next_started_at, true) as is_alone
    from followed

),

boundaries as (

    select agent_id, date_day, started_at as boundary from placed
    where not is_alone
    union
    select agent_id, date_day, ended_at as boundary from placed
    where not is_alone

),

pieces as (

    select
        agent_id,
        date_day,
        boundary as started_at,
        lead(boundary) over (partition by agent_id, date_day order by boundary) as ended_at
    from boundaries

),

covering as (

    select
        pieces.agent_id,
        pieces.date_day,
        placed.{{ word }},
        pieces.started_at,
        pieces.ended_at,
        row_number() over (
            partition by pieces.agent_id, pieces.started_at
            order by
                {%- if first %}
                case when placed.{{ word }} in ('{{ first | join("', '") }}') then 0 else 1 end,
                {%- endif %}
                placed.began_at desc nulls last,
                placed.is_over_at,
                {{ binary_order('placed.' ~ word) }}
        ) as choice
    from pieces
    inner join placed
        on
            pieces.agent_id = placed.agent_id
            and pieces.date_day = placed.date_day
            and pieces.started_at >= placed.started_at
            and pieces.ended_at <= placed.ended_at
    where not placed.is_alone

),

stretches as (

    select agent_id, date_day, {{ word }}, started_at, ended_at from placed
    where is_alone
    union all
    select agent_id, date_day, {{ word }}, started_at, ended_at from covering
    where choice = 1

)

select
    agent_id,
    date_day,
    {{ word }},
    started_at,
    ended_at,
    {{ seconds_between('started_at', 'ended_at') }} as seconds
from stretches
{%- endmacro %}
