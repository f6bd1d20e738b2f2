-- Every driver divides the settled contacts of the center: none is lost, none counted twice, and the rates are of the same contacts.
with drivers as (

    select
        period_grain,
        period_start_date,
        driver,
        sum(fcr_contacts_settled) as settled,
        sum(fcr_contacts_not_repeated) as not_repeated,
        sum(fcr_contacts_pending) as pending
    from {{ ref('fcr_drivers') }}
    group by period_grain, period_start_date, driver

),

centers as (

    select
        period_grain,
        period_start_date,
        fcr_contacts_settled,
        fcr_contacts_not_repeated,
        fcr_contacts_pending
    from {{ ref('fct_center_kpis') }}

)

select
    drivers.*,
    centers.fcr_contacts_settled,
    centers.fcr_contacts_not_repeated,
    centers.fcr_contacts_pending
from drivers
inner join centers
    on drivers.period_grain = centers.period_grain and drivers.period_start_date = centers.period_start_date
where
    drivers.settled <> centers.fcr_contacts_settled
    or drivers.not_repeated <> centers.fcr_contacts_not_repeated
    or drivers.pending <> centers.fcr_contacts_pending
