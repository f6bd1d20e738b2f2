-- To the last digit: the days of an item are the item, those of one that reaches beyond the calendar its part within (as far as a
-- double has digits), and what a kind of scope has of a day is what the ledger has of it.
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
        cast(cast(costs.amount as decimal(38, 6)) as decimal(38, 12)) as item_amount,
        {{ days_between('costs.period_start', 'costs.period_end') }} as days,
        {{ days_between(
            'greatest(costs.period_start, calendar.first_day)',
            'least(costs.period_end, ' ~ add_days('calendar.last_day', 1) ~ ')',
        ) }} as days_within
    from {{ ref('int_costs__accepted') }} as costs
    cross join calendar
    where costs.period_start < costs.period_end

),

item_days as (

    select
        source,
        cost_id,
        count(*) as days,
        sum(amount_in_currency) as amount
    from {{ ref('int_cost_item_days__converted') }}
    group by source, cost_id

),

held as (

    select
        items.cost_id,
        items.item_amount,
        items.days,
        greatest(items.days_within, 0) as days_within,
        coalesce(item_days.days, 0) as days_found,
        coalesce(item_days.amount, 0) as found
    from items
    left join item_days on items.source = item_days.source and items.cost_id = item_days.cost_id

),

ledger as (

    select
        date_day,
        sum(amount) as amount
    from {{ ref('int_cost_item_days__converted') }}
    group by date_day

),

kinds (scope_kind) as (

    values
    ('center')
    {%- for kind in cost_scopes() %},
    ('{{ kind }}')
    {%- endfor %}

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
    cost_id as which,
    item_amount * days_within / days as expected,
    found
from held
where
    days_within <> days_found
    or (days_within = days and item_amount <> found)
    -- both sides times the days, so that nothing is rounded but what is looked at: two ends of at most half a trillionth and a
    -- few units in the last place of a double. 26 and 10 digits: their product and its difference have room in 38.
    or abs(
        cast(found as decimal(26, 12)) * cast(days as decimal(10, 0))
        - cast(item_amount as decimal(26, 12)) * cast(days_within as decimal(10, 0))
    )
    > days * (2e-12 + abs(cast(item_amount as {{ type_double() }})) * 1e-15)
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
