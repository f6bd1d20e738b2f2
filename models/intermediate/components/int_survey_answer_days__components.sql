{%- set scopes = {
    'channel': 'channel',
    'queue': 'queue',
    'topic': 'topic',
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with responses as (

    select * from {{ ref('int_survey_responses__classified') }}
    where responded_date is not null

),

days as (

    select
        responded_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('survey_answers') }}
    from responses
    {{ scope_grouping_sets('responded_date', scopes) }}

),

placed as (

    -- What was asked about may have no queue to show at.
    select * from days
    where scope_value is not null

)

select * from placed
