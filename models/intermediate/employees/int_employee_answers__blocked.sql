-- What of a quarter's answers can be shown without telling of fewer than cc_anonymity_group_size people, each kind of survey by
-- itself. Blocks of teams and blocks of months divide the answers into cells, and everything that is published is a sum of whole
-- blocks. Months of teams are shown where every cell is empty or large enough: no sum or difference then holds less than a cell. Months
-- of the center are shown beside the quarters of teams also where no difference of the two is small: one can leave out at best, of every
-- block of teams, its larger part inside or outside a month, so that the smaller parts together are what the smallest one holds.
{{ config(materialized='view') }}
{%- set size = var('cc_anonymity_group_size') %}

with collected as (

    select
        answers.*,
        cast(month_start_date as {{ type_text() }}) as month
    from {{ ref('int_employee_answers') }} as answers

),

quarters as (

    select
        survey_quarter,
        count(distinct person) as people
    from collected
    group by survey_quarter

),

answers as (

    select collected.*
    from collected
    inner join quarters on collected.survey_quarter = quarters.survey_quarter
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

cells as (

    select
        survey_quarter,
        team_block,
        month_block,
        count(distinct person) as people
    from blocked
    group by survey_quarter, team_block, month_block

),

months_of_quarters as (

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
        count(distinct case when blocked.month_block = months.month_block then blocked.person end) as people_inside,
        count(distinct case when blocked.month_block <> months.month_block then blocked.person end) as people_outside
    from blocked
    inner join months_of_quarters as months on blocked.survey_quarter = months.survey_quarter
    group by blocked.survey_quarter, blocked.team_block, months.month_block

),

differences as (

    select
        survey_quarter,
        month_block,
        sum(least(people_inside, people_outside)) as people
    from divided
    group by survey_quarter, month_block

),

smallest_cells as (

    select
        survey_quarter,
        min(people) as people
    from cells
    group by survey_quarter

),

smallest_differences as (

    select
        survey_quarter,
        min(people) as people
    from differences
    group by survey_quarter

),

-- who answered in two blocks of teams is in the parts of both
block_people as (

    select
        survey_quarter,
        team_block,
        count(distinct person) as people
    from blocked
    group by survey_quarter, team_block

),

counted_twice as (

    select
        block_people.survey_quarter,
        sum(block_people.people) - max(quarters.people) as people
    from block_people
    inner join quarters on block_people.survey_quarter = quarters.survey_quarter
    group by block_people.survey_quarter

)

select
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
    blocked.month_block <> 0
    and (
        smallest_cells.people >= {{ size }}
        or smallest_differences.people - counted_twice.people >= {{ size }}
    ) as is_in_month_of_center,
    blocked.month_block <> 0 and smallest_cells.people >= {{ size }} as is_in_month_of_team
from blocked
inner join smallest_cells on blocked.survey_quarter = smallest_cells.survey_quarter
inner join smallest_differences on blocked.survey_quarter = smallest_differences.survey_quarter
inner join counted_twice on blocked.survey_quarter = counted_twice.survey_quarter
