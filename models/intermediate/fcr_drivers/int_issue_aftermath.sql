-- What followed a settled issue: how its first contact was rated, and whether the customer left.
with issues as (

    select
        outcomes.episode_key,
        outcomes.first_started_date,
        outcomes.is_issue_one_and_done,
        episodes.customer_key,
        episodes.standing_contact_key
    from {{ ref('int_episode_outcomes') }} as outcomes
    inner join {{ ref('int_episodes') }} as episodes on outcomes.episode_key = episodes.episode_key
    where outcomes.is_issue_one_and_done is not null

),

answers as (

    select
        {{ hash_key(['source', 'contact_id']) }} as contact_key,
        count(*) as answers,
        count(case when is_met then 1 end) as answers_met
    from {{ ref('int_survey_responses__scored') }}
    where survey_kind = 'csat' and is_met is not null and contact_id is not null
    group by {{ hash_key(['source', 'contact_id']) }}

),

customers as (

    select * from {{ ref('int_customers__known') }}

),

horizon as (

    select horizon_date from {{ ref('int_data_horizon') }}

),

followed as (

    -- Only customers of the file can be seen to leave, and only after as many days as are asked for.
    select
        issues.*,
        customers.churned_on,
        customers.customer_key is not null
        and coalesce(customers.churned_on >= issues.first_started_date, true)
        and {{ add_days('issues.first_started_date', var('cc_churn_days')) }} < horizon.horizon_date as is_followed
    from issues
    cross join horizon
    left join customers on issues.customer_key = customers.customer_key

)

select
    followed.episode_key as issue_key,
    followed.first_started_date as started_date,
    followed.is_issue_one_and_done as is_first_contact_resolved,
    cast(coalesce(answers.answers, 0) as {{ type_bigint() }}) as csat_answers,
    cast(coalesce(answers.answers_met, 0) as {{ type_bigint() }}) as csat_answers_met,
    case
        when followed.is_followed
            then
                coalesce(followed.churned_on <= {{ add_days('followed.first_started_date', var('cc_churn_days')) }}, false)
    end as is_churned
from followed
left join answers on followed.standing_contact_key = answers.contact_key
