-- Followed to the end, the product-limit estimate is the plain share, and Greenwood's variance over
-- its square that of a share, (1 - p) / (p n): 10 contacts of which 1, 2 and 3 are repeated, one
-- hour after the other. Where all are repeated there is no term. The 21 patients of Freireich et al.
-- (1963) on 6-mercaptopurine have 0.7529 at week 10, with a standard error of 0.0963.
with hours (label, at_risk, repeats) as (

    values
    ('some', 10, 1), ('some', 9, 2), ('some', 7, 3),
    ('week 10', 21, 3), ('week 10', 17, 1), ('week 10', 15, 1),
    ('none', 5, 0),
    ('all', 4, 4)

),

summed as (

    select
        label,
        exp(cast(sum({{ survival_log_term('repeats', 'at_risk') }}) as {{ type_double() }})) as share,
        cast(sum({{ survival_variance_term('repeats', 'at_risk') }}) as {{ type_double() }})
            as variance
    from hours
    group by label

),

expected (label, share, variance) as (

    values
    ('some', 0.4, 0.15),
    ('week 10', 0.752941176470588, 0.016374883286648),
    ('none', 1, 0),
    ('all', null, null)

),

judged as (

    select
        summed.label,
        coalesce(
            abs(summed.share - expected.share) < 1e-14
            and abs(summed.variance - expected.variance) < 1e-14,
            summed.share is null and summed.variance is null and expected.share is null
        ) as actual,
        true as expected
    from summed
    inner join expected on summed.label = expected.label

)

{{ rows_that_differ('judged', 4) }}
