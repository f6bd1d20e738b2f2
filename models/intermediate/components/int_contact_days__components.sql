{%- set scopes = {'channel': 'channel', 'queue': 'first_queue', 'topic': 'topic'} -%}

with contacts as (

    select
        contacts.*,
        is_inbound and is_handled as is_work_of_handled_contact
    from {{ ref('int_contacts__classified') }} as contacts
    where not is_after_horizon

),

days as (

    select
        started_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('contacts') }}
    from contacts
    {{ scope_grouping_sets('started_date', scopes) }}

),

placed as (

    -- A contact without a queue entry has no queue to show at.
    select * from days
    where scope_value is not null

)

select * from placed
