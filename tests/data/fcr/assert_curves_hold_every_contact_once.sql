-- Everybody of a curve is at risk at its first hour, and leaves once: repeats and censorings of the
-- curve are its identified contacts.
with curve_days as (

    select * from {{ ref('int_fcr_curve_days') }}

),

contacts as (

    select * from {{ ref('int_fcr_contacts') }}
    where is_identified

),

counted as (

    select
        curve_days.curve,
        curve_days.curve_start_date,
        count(*) as contacts
    from curve_days
    inner join contacts on curve_days.date_day = contacts.started_date
    group by curve_days.curve, curve_days.curve_start_date

),

curves as (

    select
        curve,
        curve_start_date,
        sum(repeats + censored) as leaving,
        max(at_risk) as at_risk
    from {{ ref('int_fcr_curves') }}
    where scope_kind = 'center'
    group by curve, curve_start_date

)

select
    counted.curve,
    counted.curve_start_date,
    counted.contacts,
    curves.leaving,
    curves.at_risk
from counted
full join curves
    on
        counted.curve = curves.curve
        and counted.curve_start_date = curves.curve_start_date
where
    counted.contacts is distinct from curves.leaving
    or counted.contacts is distinct from curves.at_risk
