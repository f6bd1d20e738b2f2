-- What of a quarter's answers can be shown without telling of fewer than cc_anonymity_group_size people, each kind of survey by
-- itself. Blocks of teams and blocks of months divide the answers into cells, and everything that is published is a sum of whole
-- blocks. Months of teams are shown where every cell is empty or large enough: no sum or difference then holds less than a cell. Months
-- of the center are shown beside the quarters of teams also where no difference of the two is small: one can leave out at best, of every
-- block of teams, its larger part inside or outside a month, so that the smaller parts together are what the smallest one holds.
{{ config(materialized='view') }}
{%- set size = var('cc_anonymity_group_size') %}
{%- macro same_quarter(one, other) -%}
    {{ one }}.survey_kind = {{ other }}.survey_kind and {{ one }}.quarter_start_date = {{ other }}.quarter_start_date
{%- endmacro %}

with collected as (

    select
        answers.*,
        cast(month_start_date as {{ type_text() }}) as month
    from {{ ref('int_employee_answers') }} as answers

),

quarters as (

    select
        survey_kind,
        quarter_start_date,
        count(distinct person) as people
    from collected
    group by survey_kind, quarter_start_date

),

answers as (

    select collected.*
    from collected
    inner join quarters on {{ same_quarter('collected', 'quarters') }}
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
    inner join team_blocks on {{ same_quarter('answers', 'team_blocks') }} and answers.team = team_blocks.value
    inner join month_blocks on {{ same_quarter('answers', 'month_blocks') }} and answers.month = month_blocks.value

),

cells as (

    select
        survey_kind,
        quarter_start_date,
        team_block,
        month_block,
        count(distinct person) as people
    from blocked
    group by survey_kind, quarter_start_date, team_block, month_block

),

months_of_quarters as (

    select distinct
        survey_kind,
        quarter_start_date,
        month_block
    from blocked

),

-- of every block of teams, the people who answered in a block of months, and those who answered outside it
divided as (

    select
        blocked.survey_kind,
        blocked.quarter_start_date,
        blocked.team_block,
        months.month_block,
        count(distinct case when blocked.month_block = months.month_block then blocked.person end) as people_inside,
        count(distinct case when blocked.month_block <> months.month_block then blocked.person end) as people_outside
    from blocked
    inner join months_of_quarters as months on {{ same_quarter('blocked', 'months') }}
    group by blocked.survey_kind, blocked.quarter_start_date, blocked.team_block, months.month_block

),

differences as (

    select
        survey_kind,
        quarter_start_date,
        month_block,
        sum(least(people_inside, people_outside)) as people
    from divided
    group by survey_kind, quarter_start_date, month_block

),

smallest_cells as (

    select
        survey_kind,
        quarter_start_date,
        min(people) as people
    from cells
    group by survey_kind, quarter_start_date

),

smallest_differences as (

    select
        survey_kind,
        quarter_start_date,
        min(people) as people
    from differences
    group by survey_kind, quarter_start_date

),

-- who answered in two blocks of teams is in the parts of both
block_people as (

    select
        survey_kind,
        quarter_start_date,
        team_block,
        count(distinct person) as people
    from blocked
    group by survey_kind, quarter_start_date, team_block

),

counted_twice as (

    select
        block_people.survey_kind,
        block_people.quarter_start_date,
        sum(block_people.people) - max(quarters.people) as people
    from block_people
    inner join quarters on {{ same_quarter('block_people', 'quarters') }}
    group by block_people.survey_kind, block_people.quarter_start_date

)

select
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
inner join smallest_cells on {{ same_quarter('blocked', 'smallest_cells') }}
inner join smallest_differences on {{ same_quarter('blocked', 'smallest_differences') }}
inner join counted_twice on {{ same_quarter('blocked', 'counted_twice') }}
