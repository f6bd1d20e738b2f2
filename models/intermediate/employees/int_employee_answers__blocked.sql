-- What of a quarter's answers can be shown without telling of fewer than cc_anonymity_group_size people, each kind of survey by
-- itself. Blocks of teams and blocks of months divide the answers into cells, and everything that is published is a sum of whole
-- blocks. Months of teams are shown where every cell is empty or large enough: no sum or difference then holds less than a cell.
-- Months of the center are shown beside the quarters of teams also where no difference of the two is small: one can leave out, of
-- every block of teams, at best its larger part inside or outside a month, so that the smaller parts together are the least that
-- is left.
{{ config(materialized=view_or_table()) }}
{%- set size = var('cc_anonymity_group_size') %}

with given_answers as (

    select * from {{ ref('int_employee_answers') }}

),

quarters as (

    select
        survey_quarter,
        count(distinct person) as people
    from given_answers
    group by survey_quarter

),

answers as (

    select
        given_answers.*,
        cast(given_answers.month_start_date as {{ type_text() }}) as month,
        quarters.people as people_of_quarter
    from given_answers
    inner join quarters on given_answers.survey_quarter = quarters.survey_quarter
    where quarters.people >= {{ size }}

),

{{ disclosure_blocks('answers', 'team') }},

{{ disclosure_blocks('answers', 'month') }},

blocked as (

    select
        answers.*,
        team_blocks.block_number as team_block,
        month_blocks.block_number as month_block
    from answers
    inner join team_blocks on answers.survey_quarter = team_blocks.survey_quarter and answers.team = team_blocks.value
    inner join month_blocks on answers.survey_quarter = month_blocks.survey_quarter and answers.month = month_blocks.value

),

months as (

    select distinct
        survey_quarter,
        month_block
    from blocked

),

-- of every block of teams, the people who answered in a block of months, and those who answered outside it
divided as (

    select
        blocked.survey_quarter,
        blocked.team_block,
        months.month_block,
        max(blocked.people_of_quarter) as people_of_quarter,
        count(distinct blocked.person) as people,
        sum(case when blocked.month_block = months.month_block then 1 else 0 end) as answers_inside,
        count(distinct case when blocked.month_block = months.month_block then blocked.person end) as people_inside,
        count(distinct case when blocked.month_block <> months.month_block then blocked.person end) as people_outside
    from blocked
    inner join months on blocked.survey_quarter = months.survey_quarter
    group by blocked.survey_quarter, blocked.team_block, months.month_block

),

-- who answered in two blocks of teams is in the parts of both
differences as (

    select
        survey_quarter,
        month_block,
        min(case when answers_inside > 0 then people_inside end) as people_of_smallest_cell,
        sum(least(people_inside, people_outside)) - (sum(people) - max(people_of_quarter)) as people_of_difference
    from divided
    group by survey_quarter, month_block

),

smallest as (

    select
        survey_quarter,
        min(people_of_smallest_cell) as people_of_cell,
        min(people_of_difference) as people_of_difference
    from differences
    group by survey_quarter

)

select
    blocked.response_key,
    blocked.survey_quarter,
    blocked.survey_kind,
    blocked.quarter_start_date,
    blocked.month_start_date,
    blocked.person,
    blocked.team,
    blocked.site,
    blocked.outsourcer,
    blocked.is_met,
    blocked.is_detractor,
    blocked.team_block,
    blocked.month_block,
    blocked.month_block <> 0 and (smallest.people_of_cell >= {{ size }} or smallest.people_of_difference >= {{ size }})
        as is_in_month_of_center,
    blocked.month_block <> 0 and smallest.people_of_cell >= {{ size }} as is_in_month_of_team
from blocked
inner join smallest on blocked.survey_quarter = smallest.survey_quarter
