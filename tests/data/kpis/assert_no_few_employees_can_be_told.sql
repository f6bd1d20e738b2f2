-- Nothing that a quarter would show of employees is made of fewer answers than a group has people, nor is what the center's
-- quarter holds beside its teams or months.
{%- set size = var('cc_anonymity_group_size') %}

with sums as (

    select * from {{ ref('int_employee_survey_sums') }}

),

parts as (

    select
        survey_kind,
        quarter_start_date,
        period_grain,
        scope_kind,
        sum(responses) as responses
    from sums
    where (scope_kind = 'team' and period_grain = 'quarter') or (scope_kind = 'center' and period_grain = 'month')
    group by survey_kind, quarter_start_date, period_grain, scope_kind

),

rests as (

    select
        parts.survey_kind,
        parts.period_grain,
        parts.scope_kind,
        centers.responses - parts.responses as responses
    from parts
    inner join sums as centers
        on
            parts.survey_kind = centers.survey_kind
            and parts.quarter_start_date = centers.quarter_start_date
            and centers.period_grain = 'quarter'
            and centers.scope_kind = 'center'

)

select
    survey_kind,
    period_grain,
    scope_kind
from sums
where responses < {{ size }}
union all
select
    survey_kind,
    period_grain,
    scope_kind
from rests
where responses <> 0 and responses < {{ size }}
