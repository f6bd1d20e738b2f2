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

-- only what overlaps anything needs a closer look: a group ends where nothing of it lasts
followed as (

    select
        bounded.*,
        max(ended_at) over (
            partition by agent_id
            order by started_at, ended_at, {{ binary_order(word) }}
            rows between unbounded preceding and 1 preceding
        ) as busy_until
    from bounded

),

grouped as (

    select
        followed.*,
        sum(case when started_at < busy_until then 0 else 1 end) over (
            partition by agent_id
            order by started_at, ended_at, {{ binary_order(word) }}
            rows between unbounded preceding and current row
        ) as group_number
    from followed

),

sized as (

    select
        grouped.*,
        count(*) over (partition by agent_id, group_number) as group_size
    from grouped

),

boundaries as (

    select agent_id, group_number, started_at as boundary from sized where group_size > 1
    union
    select agent_id, group_number, ended_at as boundary from sized where group_size > 1

),

pieces as (

    select
        agent_id,
        group_number,
        boundary as started_at,
        lead(boundary) over (partition by agent_id, group_number order by boundary) as ended_at
    from boundaries

),

covering as (

    select
        pieces.agent_id,
        sized.{{ word }},
        pieces.started_at,
        pieces.ended_at,
        row_number() over (
            partition by pieces.agent_id, pieces.started_at
            order by
                sized.started_at desc nulls last,
                sized.ended_at,
                {{ binary_order('sized.' ~ word) }}
        ) as choice
    from pieces
    inner join sized
        on
            pieces.agent_id = sized.agent_id
            and pieces.group_number = sized.group_number
            and pieces.started_at >= sized.started_at
            and pieces.ended_at <= sized.ended_at

),

stretches as (

    select agent_id, {{ word }}, started_at, ended_at from sized where group_size = 1
    union all
    select agent_id, {{ word }}, started_at, ended_at from covering where choice = 1

),

dated as (

    select
        stretches.*,
        {{ to_date(local_timestamp('started_at', zone)) }} as first_date,
        {{ to_date(local_timestamp('ended_at', zone)) }} as last_date
    from stretches

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

cut as (

    select agent_id, first_date as date_day, {{ word }}, started_at, ended_at
    from dated
    where first_date = last_date
    union all
    select
        dated.agent_id,
        days.date_day,
        dated.{{ word }},
        greatest(dated.started_at, days.day_starts_at) as started_at,
        least(dated.ended_at, days.day_ends_at) as ended_at
    from dated
    inner join days on dated.first_date <= days.date_day and dated.last_date >= days.date_day
    where dated.first_date < dated.last_date and dated.ended_at > days.day_starts_at

)

select
    agent_id,
    date_day,
    {{ word }},
    started_at,
    ended_at,
    {{ seconds_between('started_at', 'ended_at') }} as seconds
from cut
{%- endmacro %}
