-- The costs ledger by business day, in the reporting currency: an item is spread evenly over its days, and the days add up to
-- the item exactly. Where no rate is known the amount is unknown.
{%- set payroll = "'" ~ var('cc_payroll_categories') | join("', '") ~ "'" %}

with costs as (

    select * from {{ ref('int_costs__accepted') }}

),

days as (

    select date_day from {{ ref('dim_dates') }}

),

rates as (

    select * from {{ ref('int_currency_days') }}

),

items as (

    select
        source,
        cost_id,
        period_start,
        upper(currency) as currency,
        coalesce(category, 'none') as category,
        coalesce(category in ({{ payroll }}), false) as is_payroll,
        outsourcer,
        site,
        queue,
        channel,
        cast(cast(amount as decimal(38, 6)) as decimal(38, 12)) as item_amount,
        cast({{ days_between('period_start', 'period_end') }} as {{ type_double() }}) as item_days
    from costs
    where period_start < period_end

),

placed as (

    select
        items.*,
        days.date_day,
        {{ days_between('items.period_start', 'days.date_day') }} as days_before
    from items
    inner join days
        on
            items.period_start <= days.date_day
            and {{ days_between('items.period_start', 'days.date_day') }} < items.item_days

),

spread as (

    select
        placed.*,
        {{ portion('item_amount', 'days_before / item_days', '(days_before + 1) / item_days') }} as amount_in_currency
    from placed

)

select
    spread.source,
    spread.cost_id,
    spread.date_day,
    {{ period_start('month', 'spread.date_day') }} as month_start_date,
    spread.category,
    spread.currency,
    spread.amount_in_currency,
    case
        when spread.currency = '{{ var("cc_currency") }}' then spread.amount_in_currency
        else {{ to_decimal('cast(spread.amount_in_currency as ' ~ type_double() ~ ') * rates.rate') }}
    end as amount,
    {{ hash_key(['spread.outsourcer', 'spread.site', 'spread.queue', 'spread.channel', 'spread.is_payroll']) }} as claim_key,
    spread.outsourcer,
    spread.site,
    spread.queue,
    spread.channel,
    spread.is_payroll
from spread
left join rates on spread.date_day = rates.date_day and spread.currency = rates.currency
