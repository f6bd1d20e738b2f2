-- A view, so that no table holds the answers of employees by row. Who names nobody is taken for a person of their own.
{{ config(materialized='view') }}
{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" %}

with scored as (

    {{ score_survey_responses(['esat', 'enps']) | indent(4) }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

periods as (

    select * from {{ ref('dim_periods') }}
    where is_complete

),

dated as (

    select
        scored.*,
        {{ to_date(local_timestamp('responded_at', zone)) }} as responded_date
    from scored
    where is_met is not null

)

select
    dated.survey_kind || ' ' || cast(quarters.period_start_date as {{ type_text() }}) as survey_quarter,
    dated.survey_kind,
    quarters.period_start_date as quarter_start_date,
    months.period_start_date as month_start_date,
    case
        when dated.agent_id is not null then 'agent ' || dated.agent_id
        else 'answer ' || cast(dated.response_key as {{ type_text() }})
    end as person,
    coalesce(dated.team, agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    dated.is_met,
    coalesce(dated.is_detractor, false) as is_detractor
from dated
inner join periods as months on dated.responded_date = months.date_day and months.period_grain = 'month'
inner join periods as quarters on dated.responded_date = quarters.date_day and quarters.period_grain = 'quarter'
left join agents
    on
        dated.agent_id = agents.agent_id
        and dated.responded_at >= agents.valid_from
        and dated.responded_at < agents.valid_until
