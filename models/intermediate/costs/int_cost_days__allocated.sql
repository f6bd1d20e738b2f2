-- The ledger's days by whose costs they are. A view: many rows, added up once.
{{ config(materialized='view') }}

with claim_days as (

    select
        claim_key,
        date_day,
        month_start_date,
        cast(sum(amount) as decimal(38, 12)) as amount
    from {{ ref('int_cost_item_days__converted') }}
    group by claim_key, date_day, month_start_date

),

shares as (

    select * from {{ ref('int_cost_shares') }}

)

select
    claim_key,
    date_day,
    'center' as scope_kind,
    'all' as scope_value,
    amount
from claim_days

union all

select
    claim_days.claim_key,
    claim_days.date_day,
    shares.scope_kind,
    shares.scope_value,
    cast({{ portion('claim_days.amount', 'shares.from_share', 'shares.to_share') }} as decimal(38, 12)) as amount
from claim_days
inner join shares
    on claim_days.claim_key = shares.claim_key and claim_days.month_start_date = shares.month_start_date
