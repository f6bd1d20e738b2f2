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
    where contact_date is not null

),

days as (

    select
        contact_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('survey_answers_by_contact') }}
    from responses
    {{ scope_grouping_sets('contact_date', scopes) }}

),

placed as (

    -- What was asked about may have no queue to show at.
    select * from days
    where scope_value is not null

)

select * from placed
