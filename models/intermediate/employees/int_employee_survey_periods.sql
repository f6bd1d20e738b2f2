-- A quarter's answers are decided on once, when the quarter is complete. Whatever of it was published stays as it was, and
-- nothing is added to it, so that no two publications differ by the answers of a few. A build that nobody will remember shows
-- nothing new.
{%- set keys = ['survey_kind', 'period_grain', 'period_start_date', 'quarter_start_date', 'scope_kind', 'scope_value'] %}

with decided as (

    select * from {{ ref('int_employee_survey_sums') }}

),

next_publication as (

    select * from {{ ref('int_next_publication') }}

),

periods as (

    select distinct
        period_grain,
        period_start_date
    from {{ ref('dim_periods') }}
    where is_complete

),

versions as (

    select * from {{ ref('int_employee_versions__remembered') }}

),

published as (

    select
        {{ keys | join(',\n        ') }},
        max(case when kpi in ('esat_rate', 'enps') then denominator end) as responses,
        max(case kpi when 'esat_rate' then numerator when 'enps_promoters' then value end) as met,
        max(case kpi when 'enps_detractors' then value end) as detractors
    from versions
    group by {{ keys | join(', ') }}

),

published_quarters as (

    select distinct
        survey_kind,
        quarter_start_date
    from published

),

figures as (

    select
        {{ keys | join(',\n        ') }},
        cast(responses as {{ type_double() }}) as responses,
        cast(met as {{ type_double() }}) as met,
        cast(detractors as {{ type_double() }}) as detractors
    from published
    union all
    select
        {%- for key in keys %}
        decided.{{ key }},
        {%- endfor %}
        cast(decided.responses as {{ type_double() }}) as responses,
        cast(decided.met as {{ type_double() }}) as met,
        cast(decided.detractors as {{ type_double() }}) as detractors
    from decided
    cross join next_publication
    left join published_quarters
        on
            decided.survey_kind = published_quarters.survey_kind
            and decided.quarter_start_date = published_quarters.quarter_start_date
    where next_publication.is_remembered and published_quarters.survey_kind is null

)

select
    figures.period_grain,
    figures.period_start_date,
    figures.scope_kind,
    figures.scope_value,
    max(case when figures.survey_kind = 'esat' then figures.responses end) as esat_responses,
    max(case when figures.survey_kind = 'esat' then figures.met end) as esat_satisfied,
    max(case when figures.survey_kind = 'enps' then figures.responses end) as enps_responses,
    max(case when figures.survey_kind = 'enps' then figures.met end) as enps_promoters,
    max(case when figures.survey_kind = 'enps' then figures.detractors end) as enps_detractors,
    max(case when figures.survey_kind = 'enps' then figures.met - figures.detractors end) as enps_balance
from figures
inner join periods as shown
    on figures.period_grain = shown.period_grain and figures.period_start_date = shown.period_start_date
inner join periods as quarters
    on quarters.period_grain = 'quarter' and figures.quarter_start_date = quarters.period_start_date
group by figures.period_grain, figures.period_start_date, figures.scope_kind, figures.scope_value
