{%- set scopes = {'channel': 'channel_shown', 'queue': 'queue', 'topic': 'topic'} -%}
{%- set bands = ticket_age_bands() -%}

-- Tickets that came into a band of age, less those that left it. What happens behind the horizon has not happened.
with tickets as (

    select
        ticket_key,
        channel_shown,
        queue,
        topic,
        time_zone,
        created_at
    from {{ ref('int_tickets__classified') }}

),

horizon as (

    select horizon_at from {{ ref('int_data_horizon') }}

),

stretches as (

    select
        stretches.*,
        tickets.created_at
    from {{ ref('int_ticket_open_stretches') }} as stretches
    inner join tickets on stretches.ticket_key = tickets.ticket_key

),

stays as (
    {% for band, hours in bands.items() %}
    select
        ticket_key,
        '{{ band }}' as band,
        greatest(opened_at, {{ add_hours('created_at', hours.from_hours) }}) as entered_at,
        {% if hours.to_hours -%}
        least(closed_at, {{ add_hours('created_at', hours.to_hours) }}) as left_at
        {%- else -%}
        closed_at as left_at
        {%- endif %}
    from stretches
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

moves as (

    select
        stays.ticket_key,
        stays.band,
        stays.entered_at as moved_at,
        1 as step
    from stays
    where coalesce(stays.entered_at < stays.left_at, true)
    union all
    select
        stays.ticket_key,
        stays.band,
        stays.left_at as moved_at,
        -1 as step
    from stays
    where stays.entered_at < stays.left_at

),

dated as (

    select
        tickets.channel_shown,
        tickets.queue,
        tickets.topic,
        moves.band,
        moves.step,
        {{ to_date(local_timestamp('moves.moved_at', 'tickets.time_zone')) }} as date_day
    from moves
    inner join tickets on moves.ticket_key = tickets.ticket_key
    cross join horizon
    where moves.moved_at <= horizon.horizon_at

),

-- few rows before the scopes are made of them
gathered as (

    select
        date_day,
        channel_shown,
        queue,
        topic,
        band,
        sum(step) as step
    from dated
    group by date_day, channel_shown, queue, topic, band

),

steps as (

    select
        date_day,
{{ scope_columns(scopes) }}
        {%- for band in bands %},
        sum(case when band = '{{ band }}' then step else 0 end) as {{ band }}
        {%- endfor %}
    from gathered
    {{ scope_grouping_sets('date_day', scopes) }}

)

select * from steps
where scope_value is not null
