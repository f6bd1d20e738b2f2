-- 21 patients on 6-mercaptopurine (Freireich et al. 1963): at week 10 the estimate is 0.753 with a
-- standard error of 0.0963, so 0.564 to 0.942. An interval is cut at 0 and 1; of 0 and of an unknown
-- estimate there is none.
with cases (label, estimate, variance, low, high) as (

    values
    ('week 10', 0.752941, 0.016374883, 0.564099, 0.941783),
    ('wide', 0.5, 4.0, 0.0, 1.0),
    ('certain', 1.0, 0.0, 1.0, 1.0),
    ('none', 0.0, 0.0, null, null),
    ('unknown', null, 0.0, null, null)

),

judged as (

    select
        label,
        coalesce(
            abs({{ survival_low('estimate', 'variance') }} - low) < 1e-5
            and abs({{ survival_high('estimate', 'variance') }} - high) < 1e-5,
            low is null
            and {{ survival_low('estimate', 'variance') }} is null
            and {{ survival_high('estimate', 'variance') }} is null
        ) as actual,
        true as expected
    from cases

)

{{ rows_that_differ('judged', 5) }}
