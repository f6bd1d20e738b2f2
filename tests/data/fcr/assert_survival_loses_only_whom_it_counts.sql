-- From one hour of a curve to the next the contacts at risk go down by those repeated and those
-- followed no further, the estimate never goes up, and its interval holds it.
with hours as (

    select
        fcr_survival.*,
        lag(at_risk - repeats - censored) over scope as left_at_risk,
        lag(estimate) over scope as estimate_before,
        lead(hours) over scope as next_hours
    from {{ ref('fcr_survival') }} as fcr_survival
    window scope as (partition by scope_kind, scope_value order by hours)

)

select * from hours
where
    at_risk <> left_at_risk
    or (next_hours is null and at_risk <> repeats + censored)
    or estimate > estimate_before
    or estimate < interval_low
    or estimate > interval_high
