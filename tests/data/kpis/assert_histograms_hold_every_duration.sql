-- The histograms hold what the daily components count, on every day and at every scope, no more and no less; and as each bucket knows
-- its least and its greatest value, the seconds that those add up lie between what the buckets hold at least and at most.
{%- set counted = [
    ('wait', 'int_queue_entry_days__components', 'live_entries_answered_with_wait', 'live_answered_wait_seconds'),
    ('handle', 'int_contact_days__components', 'contacts_with_handle_time', 'handle_seconds'),
    ('handle', 'int_agent_contact_days__components', 'contacts_with_handle_time', none),
    ('first_response', 'int_ticket_created_days__components', 'tickets_with_response_recorded', 'first_response_seconds'),
    ('resolution', 'int_ticket_solved_days__components', 'tickets_with_resolution_time', 'resolution_seconds'),
    (
        'resolution_business', 'int_ticket_solved_days__components', 'tickets_with_business_resolution',
        'resolution_business_seconds',
    ),
] %}

with histograms as (

    select
        measure,
        date_day,
        scope_kind,
        scope_value,
        sum(observations) as observations,
        sum(observations * least_seconds) as least_sum,
        sum(observations * greatest_seconds) as greatest_sum
    from {{ ref('int_duration_days__histogram') }}
    where
        measure <> 'first_response_business'
        -- who answered: assert_every_wait_is_somebodys
        and not (measure = 'wait' and scope_kind in ('team', 'site', 'outsourcer'))
    group by measure, date_day, scope_kind, scope_value

),

components as (
    {% for measure, model, observations, seconds in counted %}
    select
        '{{ measure }}' as measure,
        date_day,
        scope_kind,
        scope_value,
        {{ observations }} as observations,
        {{ seconds or 'cast(null as ' ~ type_bigint() ~ ')' }} as seconds
    from {{ ref(model) }}
    where scope_kind <> 'agent' and {{ observations }} > 0
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    histograms.measure as histogram,
    components.measure as component,
    histograms.observations as observations_held,
    components.observations as observations_counted
from histograms
full join components
    on
        histograms.measure = components.measure
        and histograms.date_day = components.date_day
        and histograms.scope_kind = components.scope_kind
        and histograms.scope_value = components.scope_value
where
    histograms.observations is distinct from components.observations
    or components.seconds < histograms.least_sum
    or components.seconds > histograms.greatest_sum
