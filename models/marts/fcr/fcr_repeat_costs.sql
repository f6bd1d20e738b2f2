with repeats as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.channel,
        sum(days.repeats) as repeats,
        sum(days.avoidable_contacts) as avoidable_contacts
    from {{ ref('int_repeat_days__components') }} as days
    inner join {{ ref('dim_periods') }} as periods on days.date_day = periods.date_day
    group by
        periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value, days.channel

),

costs as (

    select * from {{ ref('int_channel_period_costs') }}

),

booked as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.currency,
        bool_and(days.is_booked) as is_booked
    from {{ ref('int_cost_days__booked') }} as days
    inner join {{ ref('dim_periods') }} as periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.currency

),

-- every scope with contacts, even without repeats; these are known only where the window before was delivered
scopes as (

    select
        scopes.period_grain,
        scopes.period_start_date,
        scopes.scope_kind,
        scopes.scope_value,
        scopes.is_complete,
        scopes.episodes_repeating is not null as is_known
    from {{ ref('int_period_components') }} as scopes
    where scopes.scope_kind in ('center', 'channel', 'queue', 'topic')

),

centers as (

    select
        period_grain,
        period_start_date,
        currency,
        {{ safe_divide('sum(own_cost + shared_cost)', 'sum(contacts_handled)') }} as cost_per_contact
    from costs
    group by period_grain, period_start_date, currency

),

currencies as (

    select distinct currency from costs

),

-- a channel in which nobody was handled has no cost per contact: its repeats cost the center's
priced as (

    select
        repeats.period_grain,
        repeats.period_start_date,
        repeats.scope_kind,
        repeats.scope_value,
        centers.currency,
        sum(repeats.repeats * coalesce(costs.cost_per_contact, centers.cost_per_contact)) as repeat_cost
    from repeats
    inner join centers
        on repeats.period_grain = centers.period_grain and repeats.period_start_date = centers.period_start_date
    left join costs
        on
            repeats.period_grain = costs.period_grain
            and repeats.period_start_date = costs.period_start_date
            and centers.currency = costs.currency
            and repeats.channel = costs.channel
    group by
        repeats.period_grain, repeats.period_start_date, repeats.scope_kind, repeats.scope_value, centers.currency

),

counted as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        cast(sum(repeats) as {{ type_bigint() }}) as repeats,
        cast(sum(avoidable_contacts) as {{ type_bigint() }}) as avoidable_contacts
    from repeats
    group by period_grain, period_start_date, scope_kind, scope_value

)

select
    scopes.period_grain,
    scopes.period_start_date,
    scopes.scope_kind,
    scopes.scope_value,
    coalesce(currencies.currency, 'none') as currency,
    scopes.is_complete,
    coalesce(booked.is_booked, false) as is_cost_booked,
    case when scopes.is_known then coalesce(counted.repeats, 0) end as repeats,
    case when scopes.is_known then coalesce(counted.avoidable_contacts, 0) end as avoidable_contacts,
    case
        when scopes.is_known and booked.is_booked and centers.currency is not null then coalesce(priced.repeat_cost, 0)
    end as repeat_cost
from scopes
left join currencies on true
left join counted
    on
        scopes.period_grain = counted.period_grain
        and scopes.period_start_date = counted.period_start_date
        and scopes.scope_kind = counted.scope_kind
        and scopes.scope_value = counted.scope_value
left join booked
    on
        scopes.period_grain = booked.period_grain
        and scopes.period_start_date = booked.period_start_date
        and currencies.currency = booked.currency
left join centers
    on
        scopes.period_grain = centers.period_grain
        and scopes.period_start_date = centers.period_start_date
        and currencies.currency = centers.currency
left join priced
    on
        scopes.period_grain = priced.period_grain
        and scopes.period_start_date = priced.period_start_date
        and scopes.scope_kind = priced.scope_kind
        and scopes.scope_value = priced.scope_value
        and currencies.currency = priced.currency
