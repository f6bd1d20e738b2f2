{%- set scopes = {
    'channel': 'channel',
    'queue': 'queue',
    'topic': 'topic',
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}

),

days as (

    select
        started_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('fcr_contacts') }},
        {{ select_fcr_windows() }}
    from fcr_contacts
    {{ scope_grouping_sets('started_date', scopes) }}

),

placed as (

    select * from days
    where scope_value is not null

)

select * from placed
