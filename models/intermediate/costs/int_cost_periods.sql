-- What of the costs does not add up over days: whether the ledger is booked, and repeats at the period's own cost per contact of
-- their channel (of a channel in which nobody was handled: the center's). For every period and scope with a row of days.
{%- set kinds = ['center'] + cost_scopes() %}

with periods as (

    select * from {{ ref('dim_periods') }}

),

scopes as (

    select * from {{ ref('int_period_scopes') }}
    where scope_kind in ('{{ kinds | join("', '") }}')

),

bookings as (

    select
        periods.period_grain,
        periods.period_start_date,
        cast(sum(case when days.is_booked then 0 else 1 end) as {{ type_double() }}) as cost_days_unbooked
    from periods
    left join {{ ref('int_cost_days__booked') }} as days on periods.date_day = days.date_day
    group by periods.period_grain, periods.period_start_date

),

costs as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        cast(sum(days.allocated_cost) as {{ type_double() }}) as allocated_cost
    from {{ ref('int_cost_days__components') }} as days
    inner join periods on days.date_day = periods.date_day
    where days.scope_kind in ('center', 'channel')
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

handled as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        sum(days.contacts_handled) as contacts_handled
    from {{ ref('int_contact_days__components') }} as days
    inner join periods on days.date_day = periods.date_day
    where days.scope_kind in ('center', 'channel')
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

prices as (

    select
        handled.period_grain,
        handled.period_start_date,
        handled.scope_kind,
        handled.scope_value,
        {{ safe_divide('coalesce(costs.allocated_cost, 0)', 'handled.contacts_handled') }} as price
    from handled
    left join costs
        on
            handled.period_grain = costs.period_grain
            and handled.period_start_date = costs.period_start_date
            and handled.scope_kind = costs.scope_kind
            and handled.scope_value = costs.scope_value

),

repeats as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.channel,
        sum(days.repeats) as repeats
    from {{ ref('int_repeat_days__components') }} as days
    inner join periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value, days.channel

),

priced as (

    select
        repeats.period_grain,
        repeats.period_start_date,
        repeats.scope_kind,
        repeats.scope_value,
        case
            when count(coalesce(channels.price, centers.price)) = count(*)
                then sum(repeats.repeats * coalesce(channels.price, centers.price))
        end as repeats_priced
    from repeats
    left join prices as channels
        on
            repeats.period_grain = channels.period_grain
            and repeats.period_start_date = channels.period_start_date
            and channels.scope_kind = 'channel'
            and repeats.channel = channels.scope_value
    left join prices as centers
        on
            repeats.period_grain = centers.period_grain
            and repeats.period_start_date = centers.period_start_date
            and centers.scope_kind = 'center'
    group by repeats.period_grain, repeats.period_start_date, repeats.scope_kind, repeats.scope_value

)

select
    scopes.period_grain,
    scopes.period_start_date,
    scopes.scope_kind,
    scopes.scope_value,
    bookings.cost_days_unbooked,
    case when priced.period_grain is null then 0 else priced.repeats_priced end as repeats_priced
from scopes
inner join bookings
    on scopes.period_grain = bookings.period_grain and scopes.period_start_date = bookings.period_start_date
left join priced
    on
        scopes.period_grain = priced.period_grain
        and scopes.period_start_date = priced.period_start_date
        and scopes.scope_kind = priced.scope_kind
        and scopes.scope_value = priced.scope_value
