with issues as (

    select * from {{ ref('int_issue_aftermath') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

summed as (

    select
        periods.period_grain,
        periods.period_start_date,
        issues.is_first_contact_resolved,
        periods.is_complete,
        cast(count(*) as {{ type_bigint() }}) as issues_settled,
        cast(sum(issues.csat_answers) as {{ type_bigint() }}) as csat_answers,
        cast(sum(issues.csat_answers_met) as {{ type_bigint() }}) as csat_answers_met,
        cast(count(issues.is_churned) as {{ type_bigint() }}) as issues_followed,
        cast(count(case when issues.is_churned then 1 end) as {{ type_bigint() }}) as issues_churned
    from issues
    inner join periods on issues.started_date = periods.date_day
    group by
        periods.period_grain, periods.period_start_date, issues.is_first_contact_resolved, periods.is_complete

)

select
    period_grain,
    period_start_date,
    is_first_contact_resolved,
    is_complete,
    issues_settled,
    csat_answers,
    csat_answers_met,
    {{ safe_divide('csat_answers_met', 'csat_answers') }} as csat_rate,
    {{ wilson_low('csat_answers_met', 'csat_answers') }} as csat_interval_low,
    {{ wilson_high('csat_answers_met', 'csat_answers') }} as csat_interval_high,
    csat_answers >= {{ var('cc_minimum_sample') }} as is_csat_reliable,
    issues_followed,
    issues_churned,
    {{ safe_divide('issues_churned', 'issues_followed') }} as churn_rate,
    {{ wilson_low('issues_churned', 'issues_followed') }} as churn_interval_low,
    {{ wilson_high('issues_churned', 'issues_followed') }} as churn_interval_high,
    issues_followed >= {{ var('cc_minimum_sample') }} as is_churn_reliable
from summed
