-- The histograms hold what the daily components count, on every day and at every scope, no more and no less; and as each bucket knows
-- its least and its greatest value, the seconds that those add up lie between what the buckets hold at least and at most. First responses
-- in opening hours are those of the components, and the unanswered tickets of queues with a calendar, which no component counts.
{%- set scopes = {
    'channel': 'channel_shown', 'queue': 'queue', 'topic': 'topic', 'team': 'team', 'site': 'site', 'outsourcer': 'outsourcer',
} %}
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
    -- who answered: assert_every_wait_is_somebodys
    where not (measure = 'wait' and scope_kind in ('team', 'site', 'outsourcer'))
    group by measure, date_day, scope_kind, scope_value

),

unanswered as (

    select
        tickets.*,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer
    from {{ ref('int_tickets__classified') }} as tickets
    inner join
        (select distinct business_calendar from {{ ref('int_business_hours__cumulated') }}) as calendars
        on tickets.business_calendar = calendars.business_calendar
    left join {{ ref('int_agents__valid') }} as agents
        on
            tickets.agent_id = agents.agent_id
            and tickets.created_at >= agents.valid_from
            and tickets.created_at < agents.valid_until
    where tickets.is_unanswered

),

business_responses as (

    select
        date_day,
        scope_kind,
        scope_value,
        tickets_with_business_response as observations,
        first_response_business_seconds as seconds
    from {{ ref('int_ticket_created_days__components') }}
    where scope_kind <> 'agent'
    union all
    select
        created_date as date_day,
{{ scope_columns(scopes) }},
        count(*) as observations,
        cast(null as {{ type_bigint() }}) as seconds
    from unanswered
    {{ scope_grouping_sets('created_date', scopes) }}

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
    union all
    {%- endfor %}
    select
        'first_response_business' as measure,
        date_day,
        scope_kind,
        scope_value,
        sum(observations) as observations,
        max(seconds) as seconds
    from business_responses
    where scope_value is not null
    group by date_day, scope_kind, scope_value
    having sum(observations) > 0

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
