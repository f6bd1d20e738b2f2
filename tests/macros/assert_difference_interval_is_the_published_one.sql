-- difference_low, difference_high over Wilson intervals: the examples of Newcombe (1998, table II,
-- method 10).
with cases (label, successes, units, successes_before, units_before, low, high) as (
    values
    ('56 of 70, 48 of 80', 56, 70, 48, 80, 0.0524, 0.3339),
    ('9 of 10, 3 of 10', 9, 10, 3, 10, 0.1705, 0.8090),
    ('5 of 56, 0 of 29', 5, 56, 0, 29, -0.0381, 0.1926),
    ('10 of 10, 0 of 20', 10, 10, 0, 20, 0.6791, 1.0000)
),

rates as (
    select
        label,
        cast(low as {{ type_double() }}) as low,
        cast(high as {{ type_double() }}) as high,
        {{ safe_divide('successes', 'units') }} as rate,
        {{ safe_divide('successes_before', 'units_before') }} as rate_before,
        {{ wilson_low('successes', 'units') }} as rate_low,
        {{ wilson_high('successes', 'units') }} as rate_high,
        {{ wilson_low('successes_before', 'units_before') }} as rate_before_low,
        {{ wilson_high('successes_before', 'units_before') }} as rate_before_high
    from cases
),

computed as (
    select
        label,
        low,
        high,
        {{ difference_low('rate', 'rate_low', 'rate_before', 'rate_before_high') }} as computed_low,
        {{ difference_high('rate', 'rate_high', 'rate_before', 'rate_before_low') }} as computed_high
    from rates
),

judged as (
    select
        label || ', low' as label,
        low as expected,
        -- published to four digits; an unknown end stays unknown, and so differs
        case
            when abs(computed_low - low) <= 0.00005 then low
            else computed_low
        end as actual
    from computed

    union all

    select
        label || ', high' as label,
        high as expected,
        -- published to four digits; an unknown end stays unknown, and so differs
        case
            when abs(computed_high - high) <= 0.00005 then high
            else computed_high
        end as actual
    from computed
)

{{ rows_that_differ('judged', 8) }}
