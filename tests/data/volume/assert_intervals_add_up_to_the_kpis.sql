-- The intervals of either length hold every queue entry and every known second once, in every scope.
{% set scopes = {'center': "'all'", 'channel': 'channel', 'queue': 'queue'} %}
{% set parts = [
    'queue_entries_offered', 'queue_entries_answered', 'queue_entries_abandoned', 'queue_entries_short_abandoned',
    'service_level_entries', 'service_level_answered_in_threshold', 'live_entries_answered', 'live_entries_answered_with_wait',
    'live_answered_wait_seconds',
] %}
{% set less_short = ['live_entries_offered', 'live_entries_abandoned'] %}
{% set handled = ['queue_entries_answered_with_handle_time', 'answered_handle_seconds'] %}
{% set compared = parts + less_short + handled %}

with lengths as (

    select 15 as interval_minutes
    union all
    select 30 as interval_minutes

),

counted as (

    select
        scope_kind,
        scope_value,
        {%- for name in less_short %}
        sum({{ name }}_less_short) as {{ name }},
        {%- endfor %}
        {%- for name in parts %}
        sum({{ name }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_queue_entry_days__components') }}
    where scope_kind in ('center', 'channel', 'queue')
    group by scope_kind, scope_value

),

answered as (
    {% for kind, column in scopes.items() %}
    select
        '{{ kind }}' as scope_kind,
        {{ column }} as scope_value,
        handle_seconds
    from {{ ref('fct_contact_segments') }}
    where is_queue_entry and outcome = 'handled' and not is_after_horizon
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

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
        {%- for name in less_short %}
        sum({{ name }} - live_entries_short_abandoned) as {{ name }},
        {%- endfor %}
        {%- for name in parts + handled %}
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
        {%- for name in handled %},
        worked.{{ name }}
        {%- endfor %}
    from counted
    cross join lengths
    left join worked on counted.scope_kind = worked.scope_kind and counted.scope_value = worked.scope_value
    where counted.queue_entries_offered > 0

)

select
    coalesce(expected.interval_minutes, intervals.interval_minutes) as interval_minutes,
    coalesce(expected.scope_kind, intervals.scope_kind) as scope_kind,
    coalesce(expected.scope_value, intervals.scope_value) as scope_value
    {%- for name in compared %},
    expected.{{ name }} as {{ name }}_counted,
    intervals.{{ name }} as {{ name }}_in_intervals
    {%- endfor %}
from expected
full outer join intervals
    on
        expected.interval_minutes = intervals.interval_minutes
        and expected.scope_kind = intervals.scope_kind
        and expected.scope_value = intervals.scope_value
where
    expected.scope_kind is null
    or intervals.scope_kind is null
    {%- for name in compared %}
    -- none and unknown add nothing
    or coalesce(expected.{{ name }}, 0) <> coalesce(intervals.{{ name }}, 0)
    {%- endfor %}
