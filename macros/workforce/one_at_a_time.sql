{#-
What an agent was doing, one thing at a time: stretches that never overlap, cut at midnight of the
business time zone and at the horizon. Of several at once the one that began later counts (of two
that began together the one that ends first), and the earlier goes on when it is over. One without
an end lasts until the agent's next one begins, the last until the horizon. All ends lie on whole
seconds.
    relation  SQL of the relation, with agent_id
    word      column that says what it was
    start     column with the beginning
    end       column with the end, null where it is open
-#}
{% macro one_at_a_time(relation, word, start, end) -%}
    {%- set zone = "'" ~ var('cc_business_timezone') ~ "'" -%}

with horizon as (

    select {{ whole_second('horizon_at') }} as horizon_at from {{ ref('int_data_horizon') }}

),

delivered as (

    select
        agent_id,
        {{ word }},
        {{ whole_second(start) }} as started_at,
        {{ whole_second(end) }} as ended_at
    from {{ relation }}

),

closed as (

    select
        agent_id,
        {{ word }},
        started_at,
        coalesce(
            ended_at,
            lead(started_at) over (
                partition by agent_id order by started_at, ended_at nulls last, {{ binary_order(word) }}
            )
        ) as ended_at
    from delivered

),

bounded as (

    select
        closed.agent_id,
        closed.{{ word }},
        closed.started_at,
        least(coalesce(closed.ended_at, horizon.horizon_at), horizon.horizon_at) as ended_at
    from closed
    cross join horizon
    where closed.started_at < least(coalesce(closed.ended_at, horizon.horizon_at), horizon.horizon_at)

),

dated as (

    select
        bounded.*,
        {{ to_date(local_timestamp('started_at', zone)) }} as first_date,
        {{ to_date(local_timestamp('ended_at', zone)) }} as last_date
    from bounded

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
