-- The intervals of either length hold every queue entry and every known second once, in every scope.
{% set of_components = {
    'live_entries_offered': 'live_entries_offered_less_short',
    'live_entries_abandoned': 'live_entries_abandoned_less_short',
} %}
{% set of_intervals = {
    'live_entries_offered': 'live_entries_offered - live_entries_short_abandoned',
    'live_entries_abandoned': 'live_entries_abandoned - live_entries_short_abandoned',
} %}
{% set counted = [
    'queue_entries_offered', 'queue_entries_answered', 'queue_entries_abandoned', 'queue_entries_short_abandoned',
    'service_level_entries', 'service_level_answered_in_threshold', 'live_entries_offered', 'live_entries_answered',
    'live_entries_abandoned', 'live_entries_answered_with_wait', 'live_answered_wait_seconds',
] %}
{% set worked = ['queue_entries_answered_with_handle_time', 'answered_handle_seconds'] %}

with lengths as (

    select 15 as interval_minutes
    union all
    select 30 as interval_minutes

),

counted as (

    select
        scope_kind,
        scope_value,
        {%- for name in counted %}
        sum({{ of_components.get(name, name) }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_queue_entry_days__components') }}
    where scope_kind in ('center', 'channel', 'queue')
    group by scope_kind, scope_value

),

segments as (

    select * from {{ ref('fct_contact_segments') }}
    where is_queue_entry and outcome = 'handled' and not is_after_horizon

),

answered as (

    select
        'center' as scope_kind,
        'all' as scope_value,
        handle_seconds
    from segments
    union all
    select
        'channel' as scope_kind,
        channel as scope_value,
        handle_seconds
    from segments
    union all
    select
        'queue' as scope_kind,
        queue as scope_value,
        handle_seconds
    from segments

),

worked as (

    -- no KPI adds these up: the fact does
    select
        scope_kind,
        scope_value,
        count(handle_seconds) as queue_entries_answered_with_handle_time,
        sum(handle_seconds) as answered_handle_seconds
    from answered
    group by scope_kind, scope_value

),

intervals as (

    select
        interval_minutes,
        scope_kind,
        scope_value,
        {%- for name in counted + worked %}
        sum({{ of_intervals.get(name, name) }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('volume_intervals') }}
    group by interval_minutes, scope_kind, scope_value

),

expected as (

    select
        lengths.interval_minutes,
        counted.*,
        {%- for name in worked %}
        worked.{{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from counted
    cross join lengths
    left join worked on counted.scope_kind = worked.scope_kind and counted.scope_value = worked.scope_value
    where counted.queue_entries_offered > 0

)

select
    coalesce(expected.interval_minutes, intervals.interval_minutes) as interval_minutes,
    coalesce(expected.scope_kind, intervals.scope_kind) as scope_kind,
    coalesce(expected.scope_value, intervals.scope_value) as scope_value,
    expected.queue_entries_offered as entries_counted,
    intervals.queue_entries_offered as entries_in_intervals
from expected
full outer join intervals
    on
        expected.interval_minutes = intervals.interval_minutes
        and expected.scope_kind = intervals.scope_kind
        and expected.scope_value = intervals.scope_value
where
    expected.scope_kind is null
    or intervals.scope_kind is null
    {%- for name in counted + worked %}
    -- none and unknown add nothing
    or coalesce(expected.{{ name }}, 0) <> coalesce(intervals.{{ name }}, 0)
    {%- endfor %}
