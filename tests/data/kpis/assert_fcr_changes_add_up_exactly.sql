-- Over the levels of a driver, the effects of mix and of rates add up to the change of the center's rate. 1e-12 is the rounding of
-- some hundred additions of doubles below 1.
with drivers as (

    select
        period_grain,
        period_start_date,
        driver,
        sum(mix_effect + rate_effect) as explained,
        max(center_change) as center_change
    from {{ ref('fcr_change') }}
    group by period_grain, period_start_date, driver

)

select * from drivers
where abs(explained - center_change) > 1e-12
