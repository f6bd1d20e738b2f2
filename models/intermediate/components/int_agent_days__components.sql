{%- set scopes = {'agent': 'agent_id', 'team': 'team', 'site': 'site', 'outsourcer': 'outsourcer'} -%}

with agent_days as (

    select * from {{ ref('int_agent_days__classified') }}

),

days as (

    select
        date_day,
{{ scope_columns(scopes) }},
        {{ select_components('agent_days') }}
    from agent_days
    {{ scope_grouping_sets('date_day', scopes) }}

)

select * from days
