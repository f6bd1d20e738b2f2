-- What a handled contact of a channel cost in a period. What the ledger books on no channel, or on one in which nobody was
-- handled, is common cost and shared out by agents' time; a channel whose handle time nobody measures takes part with the
-- average contact's.
with costs as (

    select * from {{ ref('int_cost_days__prorated') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

channels as (

    select
        period_grain,
        period_start_date,
        scope_value as channel,
        contacts_handled,
        handle_seconds,
        contacts_with_handle_time
    from {{ ref('int_period_components') }}
    where scope_kind = 'channel' and contacts_handled > 0

),

dated as (

    select
        periods.period_grain,
        periods.period_start_date,
        costs.currency,
        costs.channel,
        sum(costs.amount) as amount
    from costs
    inner join periods on costs.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, costs.currency, costs.channel

),

booked as (

    select
        dated.period_grain,
        dated.period_start_date,
        dated.currency,
        coalesce(channels.channel, 'all') as channel,
        sum(dated.amount) as amount
    from dated
    left join channels
        on
            dated.period_grain = channels.period_grain
            and dated.period_start_date = channels.period_start_date
            and dated.channel = channels.channel
    group by
        dated.period_grain, dated.period_start_date, dated.currency, coalesce(channels.channel, 'all')

),

totals as (

    select distinct
        period_grain,
        period_start_date,
        currency
    from booked

),

timed as (

    select
        channels.*,
        sum(handle_seconds) over period as period_seconds,
        sum(case when handle_seconds is not null then contacts_with_handle_time end) over period as period_timed_contacts
    from channels
    window period as (partition by period_grain, period_start_date)

),

weighed as (

    select
        timed.*,
        coalesce(
            case when contacts_with_handle_time > 0 then cast(handle_seconds as {{ type_double() }}) end,
            contacts_handled * {{ safe_divide('period_seconds', 'period_timed_contacts') }},
            contacts_handled
        ) as weight
    from timed

),

shares as (

    select
        weighed.*,
        {{ safe_divide('weight', 'sum(weight) over (partition by period_grain, period_start_date)') }} as share
    from weighed

)

select
    shares.period_grain,
    shares.period_start_date,
    totals.currency,
    shares.channel,
    shares.contacts_handled,
    cast(coalesce(own.amount, 0) as {{ type_double() }}) as own_cost,
    cast(coalesce(common.amount, 0) as {{ type_double() }}) * shares.share as shared_cost,
    {{ safe_divide(
        'cast(coalesce(own.amount, 0) as ' ~ type_double() ~ ') + cast(coalesce(common.amount, 0) as ' ~ type_double()
        ~ ') * shares.share',
        'shares.contacts_handled',
    ) }} as cost_per_contact
from shares
inner join totals
    on shares.period_grain = totals.period_grain and shares.period_start_date = totals.period_start_date
left join booked as own
    on
        shares.period_grain = own.period_grain
        and shares.period_start_date = own.period_start_date
        and totals.currency = own.currency
        and shares.channel = own.channel
left join booked as common
    on
        shares.period_grain = common.period_grain
        and shares.period_start_date = common.period_start_date
        and totals.currency = common.currency
        and common.channel = 'all'
