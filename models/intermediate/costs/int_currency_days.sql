-- What a unit of a currency is in the reporting currency, by day: by way of the euro, so that rates of one kind do for every
-- pair. Of several rates valid on a day the one that began latest counts.
with days as (

    select date_day from {{ ref('dim_dates') }}

),

rates as (

    select * from {{ ref('ref_currency_rates') }}

),

valid as (

    select
        days.date_day,
        rates.currency,
        rates.units_per_euro,
        row_number() over (
            partition by days.date_day, rates.currency order by rates.valid_from desc nulls last
        ) as choice
    from days
    inner join rates
        on
            days.date_day >= rates.valid_from
            and (rates.valid_to is null or days.date_day < rates.valid_to)

),

quoted as (

    select * from valid
    where choice = 1

),

converted as (

    select
        quoted.date_day,
        quoted.currency,
        reporting.units_per_euro / quoted.units_per_euro as rate
    from quoted
    inner join quoted as reporting
        on
            quoted.date_day = reporting.date_day
            and reporting.currency = '{{ var("cc_currency") }}'
    where quoted.currency <> '{{ var("cc_currency") }}'
    union all
    -- the reporting currency needs no rate
    select
        date_day,
        '{{ var("cc_currency") }}' as currency,
        cast(1 as {{ type_double() }}) as rate
    from days

)

select * from converted
