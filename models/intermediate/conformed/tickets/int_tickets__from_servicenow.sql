-- Every update shows the whole incident, and the last one counts. The log's clock shows minutes: of the updates of one minute
-- their number says which came last.
with updates as (

    select * from {{ ref('stg_servicenow__updates') }}

),

tickets as (

    select
        incident_number as ticket_id,
        opened_at as created_at,
        contact_type as channel,
        assignment_group as queue,
        assigned_to as agent_id,
        category as topic,
        priority,
        incident_state as status,
        resolved_at as solved_at,
        closed_at,
        caller_id as customer_id,
        {{ add_seconds('sys_updated_at', 'sys_mod_count') }} as updated_at,
        _file,
        _line,
        _problem,
        _problem_column
    from updates

)

{{ conform(
    'tickets',
    'tickets',
    'servicenow',
    columns=[
        'ticket_id', 'created_at', 'channel', 'queue', 'agent_id', 'topic', 'priority', 'status',
        'solved_at', 'closed_at', 'customer_id', 'updated_at',
    ],
) }}
