-- How many people answered, at least. Answers without a name tell of as many people as gave one in a month, less the members of
-- the team who may have been counted elsewhere (they answered by name in another month, or are of another team, too), and of no
-- more than the team then has others: `somebody 1 of red` and so on, the same in every month. What is left tells of nobody new.
{{ config(materialized=view_or_table()) }}
{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" %}

with answers as (

    select * from {{ ref('int_employee_answers__counted') }}

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

months as (

    select distinct
        survey_quarter,
        month_start_date,
        {{ period_end('month', 'month_start_date') }} as month_end_date
    from answers

),

named_in_team as (

    select distinct
        survey_quarter,
        team,
        agent_id
    from answers
    where agent_id is not null

),

named_in_month as (

    select distinct
        survey_quarter,
        month_start_date,
        agent_id
    from answers
    where agent_id is not null

),

members as (

    select
        months.survey_quarter,
        months.month_start_date,
        agents.team,
        agents.agent_id
    from months
    inner join agents
        on
            agents.valid_from < {{ utc_timestamp(add_days('months.month_end_date', 1), zone) }}
            and agents.valid_until > {{ utc_timestamp('months.month_start_date', zone) }}
            and coalesce(months.month_end_date >= agents.hired_on, true)
            and coalesce(months.month_start_date <= agents.left_on, true)
    where agents.team is not null
    union
    select
        months.survey_quarter,
        months.month_start_date,
        named_in_team.team,
        named_in_team.agent_id
    from months
    inner join named_in_team on months.survey_quarter = named_in_team.survey_quarter

),

traits as (

    select
        members.survey_quarter,
        members.agent_id,
        count(distinct members.team) > 1 or count(named_in_team.agent_id) > 0 as is_counted_elsewhere
    from members
    left join named_in_team
        on members.survey_quarter = named_in_team.survey_quarter and members.agent_id = named_in_team.agent_id
    group by members.survey_quarter, members.agent_id

),

-- of those who did not answer by name in the month
silent as (

    select
        members.survey_quarter,
        members.month_start_date,
        members.team,
        sum(case when traits.is_counted_elsewhere then 1 else 0 end) as counted_elsewhere,
        sum(case when traits.is_counted_elsewhere then 0 else 1 end) as others
    from members
    inner join traits on members.survey_quarter = traits.survey_quarter and members.agent_id = traits.agent_id
    left join named_in_month
        on
            members.survey_quarter = named_in_month.survey_quarter
            and members.month_start_date = named_in_month.month_start_date
            and members.agent_id = named_in_month.agent_id
    where named_in_month.agent_id is null
    group by members.survey_quarter, members.month_start_date, members.team

),

numbered as (

    select
        answers.*,
        row_number() over (
            partition by answers.survey_quarter, answers.month_start_date, answers.team, answers.agent_id
            order by answers.response_key
        ) - silent.counted_elsewhere as place,
        silent.others
    from answers
    left join silent
        on
            answers.survey_quarter = silent.survey_quarter
            and answers.month_start_date = silent.month_start_date
            and answers.team = silent.team

)

select
    response_key,
    survey_quarter,
    survey_kind,
    quarter_start_date,
    month_start_date,
    case
        when agent_id is not null then 'agent ' || agent_id
        when place between 1 and others then 'somebody ' || cast(place as {{ type_text() }}) || ' of ' || team
    end as person,
    team,
    site,
    outsourcer,
    is_met,
    is_detractor
from numbered
