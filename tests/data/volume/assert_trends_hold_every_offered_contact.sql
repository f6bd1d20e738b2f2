-- The days of the trend hold every offered contact once, in every scope.
with trend as (

    select
        scope_kind,
        scope_value,
        sum(contacts_offered) as contacts_offered
    from {{ ref('volume_trend') }}
    group by scope_kind, scope_value

),

counted as (

    select
        scope_kind,
        scope_value,
        sum(contacts_offered) as contacts_offered
    from {{ ref('int_contact_days__components') }}
    group by scope_kind, scope_value

)

select
    counted.scope_kind,
    counted.scope_value,
    counted.contacts_offered as contacts_counted,
    trend.contacts_offered as contacts_of_the_trend
from counted
full outer join trend on counted.scope_kind = trend.scope_kind and counted.scope_value = trend.scope_value
where coalesce(counted.contacts_offered, -1) <> coalesce(trend.contacts_offered, -1)
