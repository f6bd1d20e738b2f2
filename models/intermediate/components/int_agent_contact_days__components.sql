with handlers as (

    -- A contact counts where a segment of the scope's own handled it; the seconds are those of all
    -- its segments, so that the agents' add up to the center's.
    select
        handlers.*,
        true as is_inbound,
        true as is_work_of_handled_contact
    from {{ ref('int_contact_handlers') }} as handlers

),

days as (

    select
        started_date as date_day,
        scope_kind,
        scope_value,
        {{ select_components('agent_contacts') }}
    from handlers
    group by started_date, scope_kind, scope_value

)

select * from days
