-- Every day of an accepted item within the calendar is there, at its part of the amount by the seed's rate of the day; where the
-- seed has no rate the amount is unknown.
with items as (

    select
        costs.source,
        costs.cost_id,
        days.date_day,
        upper(costs.currency) as currency,
        cast(costs.amount as {{ type_double() }}) / {{ days_between('costs.period_start', 'costs.period_end') }} as day_amount
    from {{ ref('int_costs__accepted') }} as costs
    inner join {{ ref('dim_dates') }} as days
        on costs.period_start <= days.date_day and costs.period_end > days.date_day

),

-- units per euro on the days, of the currencies of the ledger and of the reporting one
currencies as (

    select currency from items
    union
    select '{{ var("cc_currency") }}' as currency

),

quoted as (

    select
        days.date_day,
        rates.currency,
        max(rates.valid_from) as valid_from
    from {{ ref('dim_dates') }} as days
    cross join {{ ref('ref_currency_rates') }} as rates
    inner join currencies on rates.currency = currencies.currency
    where rates.valid_from <= days.date_day and (rates.valid_to is null or rates.valid_to > days.date_day)
    group by days.date_day, rates.currency

),

units as (

    select
        quoted.date_day,
        quoted.currency,
        rates.units_per_euro
    from quoted
    inner join {{ ref('ref_currency_rates') }} as rates
        on quoted.currency = rates.currency and quoted.valid_from = rates.valid_from

),

expected as (

    select
        items.*,
        case
            when items.currency = '{{ var("cc_currency") }}' then items.day_amount
            else items.day_amount / own.units_per_euro * reporting.units_per_euro
        end as amount
    from items
    left join units as own on items.date_day = own.date_day and items.currency = own.currency
    left join units as reporting
        on items.date_day = reporting.date_day and reporting.currency = '{{ var("cc_currency") }}'

)

select
    expected.cost_id,
    expected.date_day,
    expected.amount as expected,
    found.amount as found
from expected
left join {{ ref('int_cost_item_days__converted') }} as found
    on
        expected.source = found.source
        and expected.cost_id = found.cost_id
        and expected.date_day = found.date_day
where
    found.cost_id is null
    or (expected.amount is null) <> (found.amount is null)
    -- what is up to a day is rounded for the whole item, not for the day
    or abs(expected.amount - cast(found.amount as {{ type_double() }})) > 1e-11 + abs(expected.amount) * 1e-9
