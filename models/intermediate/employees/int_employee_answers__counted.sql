-- A view, so that no further table holds the answers of employees by row. Of several answers of one person, kind and month the
-- last counts; nobody knows which ones without a name are of one person, so that they count each by itself.
{{ config(materialized='view') }}
{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" %}
{%- set latest = "dated.responded_at desc nulls last, " ~ binary_order('dated.response_id') ~ " desc nulls last" %}

with scored as (

    {{ score_survey_responses(['esat', 'enps']) | indent(4) }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

months as (

    select * from {{ ref('dim_periods') }}
    where period_grain = 'month' and is_complete

),

quarters as (

    select * from {{ ref('dim_periods') }}
    where period_grain = 'quarter' and is_complete

),

data_horizon as (

    select * from {{ ref('int_data_horizon') }}

),

-- when the answers that take some time on their way have arrived
decided as (

    select quarters.*
    from quarters
    cross join data_horizon
    where
        {{ add_hours(utc_timestamp(add_days('quarters.period_end_date', 1), zone), var('cc_employee_survey_wait_hours')) }}
        <= data_horizon.horizon_at

),

dated as (

    select
        scored.*,
        {{ to_date(local_timestamp('responded_at', zone)) }} as responded_date
    from scored
    where is_met is not null

),

ordered as (

    select
        dated.*,
        decided.period_start_date as quarter_start_date,
        months.period_start_date as month_start_date,
        row_number() over (
            partition by dated.survey_kind, months.period_start_date, dated.agent_id order by {{ latest }}
        ) as place
    from dated
    inner join months on dated.responded_date = months.date_day
    inner join decided on dated.responded_date = decided.date_day

)

select
    ordered.response_key,
    ordered.survey_kind || ' ' || cast(ordered.quarter_start_date as {{ type_text() }}) as survey_quarter,
    ordered.survey_kind,
    ordered.quarter_start_date,
    ordered.month_start_date,
    ordered.agent_id,
    coalesce(ordered.team, agents.team, 'unknown') as team,
    coalesce(agents.site, 'unknown') as site,
    {{ outsourcer_scope('agents') }} as outsourcer,
    ordered.is_met,
    coalesce(ordered.is_detractor, false) as is_detractor
from ordered
left join agents
    on
        ordered.agent_id = agents.agent_id
        and ordered.responded_at >= agents.valid_from
        and ordered.responded_at < agents.valid_until
where ordered.place = 1 or ordered.agent_id is null
