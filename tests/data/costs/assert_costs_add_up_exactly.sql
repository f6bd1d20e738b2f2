-- To the last digit: the days of an item within the calendar are the item, and what a kind of scope has of a day is what the
-- ledger has of it.
with calendar as (

    select
        min(date_day) as first_day,
        max(date_day) as last_day
    from {{ ref('dim_dates') }}

),

items as (

    select
        costs.source,
        costs.cost_id,
        cast(cast(costs.amount as decimal(38, 6)) as decimal(38, 12)) as item_amount
    from {{ ref('int_costs__accepted') }} as costs
    inner join calendar
        on
            costs.period_start >= calendar.first_day
            and {{ days_between('costs.period_end', 'calendar.last_day') }} >= -1
    where costs.period_start < costs.period_end

),

item_days as (

    select
        source,
        cost_id,
        sum(amount_in_currency) as item_amount
    from {{ ref('int_cost_item_days__converted') }}
    group by source, cost_id

),

ledger as (

    select
        date_day,
        sum(amount) as amount
    from {{ ref('int_cost_item_days__converted') }}
    group by date_day

),

kinds (scope_kind) as (

    values ('center'), ('{{ cost_scopes() | join("'), ('") }}')

),

allocated as (

    select
        date_day,
        scope_kind,
        sum(allocated_cost) as amount
    from {{ ref('int_cost_days__components') }}
    group by date_day, scope_kind

)

select
    'item' as what,
    items.cost_id as which,
    items.item_amount as expected,
    item_days.item_amount as found
from items
left join item_days on items.source = item_days.source and items.cost_id = item_days.cost_id
where item_days.item_amount is null or items.item_amount <> item_days.item_amount
union all
select
    kinds.scope_kind as what,
    cast(ledger.date_day as {{ type_text() }}) as which,
    ledger.amount as expected,
    allocated.amount as found
from ledger
cross join kinds
left join allocated on ledger.date_day = allocated.date_day and kinds.scope_kind = allocated.scope_kind
where ledger.amount is not null and (allocated.amount is null or ledger.amount <> allocated.amount)
