-- What a build would show of each quarter if nothing of it had been shown before: the center, teams that are a block, sites and
-- outsourcers made of whole blocks of teams.
{{ config(materialized=view_or_table()) }}
{%- set sums %}
        count(*) as responses,
        sum({{ bool_to_int('is_met') }}) as met,
        sum({{ bool_to_int('is_detractor') }}) as detractors
{%- endset %}

with answers as (

    select * from {{ ref('int_employee_answers__blocked') }}

),

block_sizes as (

    select
        survey_quarter,
        team_block,
        count(*) as responses
    from answers
    group by survey_quarter, team_block

),

placed as (

    select
        answers.*,
        'center' as scope_kind,
        'all' as scope_value
    from answers
    {%- for kind in ['team', 'site', 'outsourcer'] %}
    union all
    select
        answers.*,
        '{{ kind }}' as scope_kind,
        answers.{{ kind }} as scope_value
    from answers
    {{- '\n    where team_block <> 0' if kind == 'team' }}
    {%- endfor %}

),

touched as (

    select
        survey_quarter,
        scope_kind,
        scope_value,
        team_block,
        count(*) as responses
    from placed
    group by survey_quarter, scope_kind, scope_value, team_block

),

-- a scope that holds a part of a block only would tell the rest of it
whole as (

    select
        touched.survey_quarter,
        touched.scope_kind,
        touched.scope_value
    from touched
    inner join block_sizes
        on
            touched.survey_quarter = block_sizes.survey_quarter
            and touched.team_block = block_sizes.team_block
    group by touched.survey_quarter, touched.scope_kind, touched.scope_value
    having min(case when touched.responses = block_sizes.responses then 1 else 0 end) = 1

),

shown as (

    select placed.*
    from placed
    inner join whole
        on
            placed.survey_quarter = whole.survey_quarter
            and placed.scope_kind = whole.scope_kind
            and placed.scope_value = whole.scope_value

),

quarters as (

    select
        survey_kind,
        'quarter' as period_grain,
        quarter_start_date as period_start_date,
        quarter_start_date,
        scope_kind,
        scope_value,
        {{- sums }}
    from shown
    group by survey_kind, quarter_start_date, scope_kind, scope_value

),

months as (

    select
        survey_kind,
        'month' as period_grain,
        month_start_date as period_start_date,
        quarter_start_date,
        scope_kind,
        scope_value,
        {{- sums }}
    from shown
    where is_in_month_of_team or (scope_kind = 'center' and is_in_month_of_center)
    group by survey_kind, quarter_start_date, month_start_date, scope_kind, scope_value

)

select * from quarters
union all
select * from months
