-- Queue entries per quarter and half of an hour, counted in UTC: the hour that a clock change repeats is two hours.
{%- set scopes = {'channel': 'channel', 'queue': 'queue'} %}
{%- set bigint = type_bigint() %}

with entries as (

    select
        segments.*,
        is_in_service_level and is_answered_in_threshold as is_met
    from {{ ref('int_contact_segments__classified') }} as segments
    where is_queue_entry and not is_after_horizon

),

placed as (
    {% for minutes in [15, 30] %}
    select
        cast({{ minutes }} as {{ bigint }}) as interval_minutes,
        {{ interval_start('started_at', minutes) }} as interval_starts_at,
        entries.*
    from entries
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

counted as (

    select
        interval_minutes,
        interval_starts_at,
{{ scope_columns(scopes) }},
        max(time_zone) as queue_time_zone,
        cast(count(*) as {{ bigint }}) as queue_entries_offered,
        cast(count(case when is_answered then 1 end) as {{ bigint }}) as queue_entries_answered,
        cast(count(case when is_abandoned then 1 end) as {{ bigint }}) as queue_entries_abandoned,
        cast(count(case when is_short_abandoned then 1 end) as {{ bigint }}) as queue_entries_short_abandoned,
        cast(count(case when is_in_service_level then 1 end) as {{ bigint }}) as service_level_entries,
        cast(count(case when is_met then 1 end) as {{ bigint }}) as service_level_answered_in_threshold,
        cast(count(case when is_live then 1 end) as {{ bigint }}) as live_entries_offered,
        cast(count(case when is_live and is_answered then 1 end) as {{ bigint }}) as live_entries_answered,
        cast(count(case when is_live and is_abandoned then 1 end) as {{ bigint }}) as live_entries_abandoned,
        cast(count(case when is_live and is_short_abandoned then 1 end) as {{ bigint }}) as live_entries_short_abandoned,
        cast(count(case when is_live and is_answered and wait_seconds is not null then 1 end) as {{ bigint }})
            as live_entries_answered_with_wait,
        cast(sum(case when is_live and is_answered then wait_seconds end) as {{ bigint }}) as live_answered_wait_seconds,
        cast(count(case when is_answered and handle_seconds is not null then 1 end) as {{ bigint }})
            as queue_entries_answered_with_handle_time,
        cast(sum(case when is_answered then handle_seconds end) as {{ bigint }}) as answered_handle_seconds
    from placed
    {{ scope_grouping_sets('interval_minutes, interval_starts_at', scopes) }}

),

zoned as (

    -- the clock on a queue's wall is its own, that of all queues together the business's
    select
        counted.*,
        case when scope_kind = 'queue' then queue_time_zone else '{{ var("cc_business_timezone") }}' end as time_zone
    from counted

)

select
    interval_minutes,
    interval_starts_at,
    {{ local_timestamp('interval_starts_at', 'time_zone') }} as interval_starts_at_local,
    scope_kind,
    scope_value,
    queue_entries_offered,
    queue_entries_answered,
    queue_entries_abandoned,
    queue_entries_short_abandoned,
    service_level_entries,
    service_level_answered_in_threshold,
    live_entries_offered,
    live_entries_answered,
    live_entries_abandoned,
    live_entries_short_abandoned,
    live_entries_answered_with_wait,
    -- of none it is none, of unknown ones unknown
    case when live_entries_answered = 0 then 0 else live_answered_wait_seconds end as live_answered_wait_seconds,
    queue_entries_answered_with_handle_time,
    case when queue_entries_answered = 0 then 0 else answered_handle_seconds end as answered_handle_seconds
from zoned
