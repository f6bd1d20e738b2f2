{%- set scopes = {
    'channel': 'channel',
    'queue': 'queue',
    'topic': 'topic',
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with episodes as (

    select * from {{ ref('int_episode_outcomes') }}

),

days as (

    select
        first_started_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('episodes') }}
    from episodes
    {{ scope_grouping_sets('first_started_date', scopes) }}

),

placed as (

    -- An episode nobody handled is credited to nobody.
    select * from days
    where scope_value is not null

)

select * from placed
