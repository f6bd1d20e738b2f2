-- A period has at least as many customers as its busiest day and at most as many as all its days together; its contacts are
-- exactly theirs.
with periods as (

    select distinct
        period_grain,
        period_start_date,
        date_day
    from {{ ref('dim_periods') }}

),

days as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        max(days.customers_offered) as most_customers,
        sum(days.customers_offered) as all_customers,
        sum(days.contacts_offered_identified) as contacts
    from {{ ref('int_contact_customer_periods') }} as days
    inner join periods on days.period_start_date = periods.date_day
    where days.period_grain = 'day'
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

found as (

    select * from {{ ref('int_contact_customer_periods') }}

)

select
    coalesce(days.period_grain, found.period_grain) as period_grain,
    coalesce(days.period_start_date, found.period_start_date) as period_start_date,
    coalesce(days.scope_kind, found.scope_kind) as scope_kind,
    coalesce(days.scope_value, found.scope_value) as scope_value,
    found.customers_offered,
    days.most_customers,
    days.all_customers
from days
full outer join found
    on
        days.period_grain = found.period_grain
        and days.period_start_date = found.period_start_date
        and days.scope_kind = found.scope_kind
        and days.scope_value = found.scope_value
where
    coalesce(days.contacts, -1) <> coalesce(found.contacts_offered_identified, -1)
    or found.customers_offered < days.most_customers
    or found.customers_offered > days.all_customers
