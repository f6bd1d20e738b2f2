{%- set scopes = {
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with contacts as (

    select * from {{ ref('int_fcr_first_agent_contacts') }}

),

days as (

    select
        started_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('fcr_first_agent_contacts') }}
    from contacts
    {{ scope_grouping_sets('started_date', scopes) }}

),

credited as (

    -- The whole center's are those of fcr_contacts.
    select * from days
    where scope_kind <> 'center'

)

select * from credited
