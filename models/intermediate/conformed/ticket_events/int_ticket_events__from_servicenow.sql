-- An update that changes the state is a change of status, else one that counts another reassignment is an assignment; who wrote
-- to whom the log does not say. Its clock shows minutes, so that an event's id begins with the minute and goes on with the
-- number of the update.
with updates as (

    select
        updates.*,
        lag(incident_state) over incident as previous_state,
        lag(reassignment_count) over incident as previous_reassignment_count,
        lag(reopen_count) over incident as previous_reopen_count
    from {{ ref('stg_servicenow__updates') }} as updates
    window incident as (
        partition by incident_number
        order by sys_updated_at nulls last, sys_mod_count nulls last, {{ binary_order('_file') }}, _line
    )

),

changes as (

    select
        updates.*,
        coalesce(incident_state <> previous_state, incident_state is not null) as is_state_changed,
        reassignment_count > coalesce(previous_reassignment_count, 0) as is_reassigned,
        -- the log counts its reopenings, and a state that goes back without one is a slip
        coalesce(
            previous_state in ('Resolved', 'Closed')
            and incident_state not in ('Resolved', 'Closed')
            and reopen_count <= previous_reopen_count,
            false
        ) as is_back_without_reopening
    from updates

),

events as (

    select
        incident_number as ticket_id,
        cast(sys_updated_at as {{ type_text() }})
        || '/' || lpad(cast(sys_mod_count as {{ type_text() }}), 6, '0') as event_id,
        sys_updated_at as occurred_at,
        case
            when is_back_without_reopening then null
            when is_state_changed then 'status_changed'
            when is_reassigned then 'assigned'
        end as event_kind,
        sys_updated_by as actor_id,
        case when is_state_changed then incident_state end as status,
        is_back_without_reopening,
        _file,
        _line,
        _problem,
        _problem_column
    from changes

)

{{ conform(
    'ticket_events',
    'events',
    'servicenow',
    columns=['ticket_id', 'event_id', 'occurred_at', 'event_kind', 'actor_id', 'status'],
    exclusion="case when delivered._problem is not null then null"
        ~ " when delivered.is_back_without_reopening then 'not_reopened'"
        ~ " when delivered.event_kind is null then 'no_event' end",
) }}
