-- wilson_low, wilson_high: 81 of 263 is the example of Newcombe (1998, table I: 0.2553 to 0.3662),
-- the others by hand. Nothing of nothing has no interval.
with cases (label, successes, units, low, high) as (
    values
    ('81 of 263', 81, 263, 0.2553, 0.3662),
    ('15 of 148', 15, 148, 0.0624, 0.1605),
    ('0 of 20', 0, 20, 0.0000, 0.1611),
    ('1 of 29', 1, 29, 0.0061, 0.1718),
    ('8 of 10', 8, 10, 0.4902, 0.9433),
    ('0 of 0', 0, 0, null, null)
),

computed as (
    select
        label,
        cast(low as {{ type_double() }}) as low,
        cast(high as {{ type_double() }}) as high,
        {{ wilson_low('successes', 'units') }} as computed_low,
        {{ wilson_high('successes', 'units') }} as computed_high
    from cases
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

{{ rows_that_differ('judged', 12) }}
