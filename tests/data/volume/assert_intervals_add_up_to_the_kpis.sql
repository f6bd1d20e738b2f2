-- The intervals of either length hold every queue entry once, in every scope.
{% set parts = [
    'queue_entries_offered', 'queue_entries_answered', 'queue_entries_abandoned', 'queue_entries_short_abandoned',
    'service_level_entries', 'service_level_answered_in_threshold',
] %}

with lengths as (

    select 15 as interval_minutes
    union all
    select 30 as interval_minutes

),

counted as (

    select
        scope_kind,
        scope_value,
        {%- for name in parts %}
        sum({{ name }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_queue_entry_days__components') }}
    where scope_kind in ('center', 'channel', 'queue')
    group by scope_kind, scope_value

),

intervals as (

    select
        interval_minutes,
        scope_kind,
        scope_value,
        {%- for name in parts %}
        sum({{ name }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('volume_intervals') }}
    group by interval_minutes, scope_kind, scope_value

),

expected as (

    select
        lengths.interval_minutes,
        counted.*
    from counted
    cross join lengths
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
    false
    {%- for name in parts %}
    or coalesce(expected.{{ name }}, -1) <> coalesce(intervals.{{ name }}, -1)
    {%- endfor %}
