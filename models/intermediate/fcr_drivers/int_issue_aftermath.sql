-- What followed a settled issue: how its first contact was rated, and whether the customer left.
with episodes as (

    select
        episode_key,
        customer_key,
        standing_contact_key,
        lead(started_at) over (partition by customer_key order by episode_number) as next_started_at
    from {{ ref('int_episodes') }}

),

issues as (

    select
        outcomes.episode_key,
        outcomes.first_started_date,
        outcomes.is_issue_one_and_done,
        episodes.customer_key,
        episodes.standing_contact_key,
        episodes.next_started_at
    from {{ ref('int_episode_outcomes') }} as outcomes
    inner join episodes on outcomes.episode_key = episodes.episode_key
    where outcomes.is_issue_one_and_done is not null

),

responses as (

    select * from {{ ref('int_survey_responses__scored') }}
    where survey_kind = 'csat' and is_met is not null

),

answers as (

    -- One given after the customer's next episode began rates that, too.
    select
        issues.episode_key,
        count(*) as answers,
        count(case when responses.is_met then 1 end) as answers_met
    from issues
    inner join {{ ref('int_survey_contacts') }} as asked on issues.standing_contact_key = asked.contact_key
    inner join responses on asked.response_key = responses.response_key
    where coalesce(responses.responded_at <= issues.next_started_at, true)
    group by issues.episode_key

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
left join answers on followed.episode_key = answers.episode_key
