-- difference_low, difference_high of net promoter scores, by their margins and not by the ends of their intervals, of which one is cut
-- at 100: 53 promoters and 5 detractors of 60, margin 14.90, after 58 and none, margin 7.69, and after 60 and none, margin 6.49.
with cases (label, promoters_before, low, high) as (
    values
    ('after 58', 58, -33.4294, 0.0960),
    ('after 60', 60, -36.2508, -3.7492)
),

answers as (
    select
        label,
        'nps' as kind,
        cast(low as {{ type_double() }}) as low,
        cast(high as {{ type_double() }}) as high,
        cast(60 as {{ type_double() }}) as denominator,
        cast(60 as {{ type_double() }}) as previous_denominator,
        cast(53 - 5 as {{ type_double() }}) as numerator,
        cast(promoters_before as {{ type_double() }}) as previous_numerator,
        {{ nps_margin('53', '5', '60') }} as margin,
        {{ nps_margin('promoters_before', '0', '60') }} as previous_margin
    from cases
),

scores as (
    select
        answers.*
        {%- for front in ['', 'previous_'] %},
        100 * {{ front }}numerator / {{ front }}denominator as {{ front }}value,
        100 * greatest(-1, {{ front }}numerator / ({{ front }}denominator + 3) - {{ front }}margin) as {{ front }}interval_low,
        100 * least(1, {{ front }}numerator / ({{ front }}denominator + 3) + {{ front }}margin) as {{ front }}interval_high
        {%- endfor %}
    from answers
),

{%- set margins = [nps_half_width('kind', ''), nps_half_width('kind', 'previous_')] %}

computed as (
    select
        label,
        low,
        high,
        {{ difference_low('value', 'interval_low', 'previous_value', 'previous_interval_high', margins) }} as computed_low,
        {{ difference_high('value', 'interval_high', 'previous_value', 'previous_interval_low', margins) }} as computed_high
    from scores
),

judged as (
    select
        label || ', low' as label,
        low as expected,
        case when abs(computed_low - low) <= 0.00005 then low else computed_low end as actual
    from computed

    union all

    select
        label || ', high' as label,
        high as expected,
        case when abs(computed_high - high) <= 0.00005 then high else computed_high end as actual
    from computed
)

{{ rows_that_differ('judged', 4) }}
