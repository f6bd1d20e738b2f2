-- percentile_rank: the nearest rank, and the ranks that hold the percentile between them with 95 %, by hand (100
-- observations: 50 -+ 1.96 x 5 is 40.2 and 59.8). One below the first or above the last is no observation.
with cases (label, percent, observations, nearest, low, high) as (
    values
    ('one', 50, 1, 1, 0, 2),
    ('two', 50, 2, 1, 0, 3),
    ('three', 50, 3, 2, 0, 4),
    ('a hundred', 50, 100, 50, 41, 60),
    ('a million', 50, 1000000, 500000, 499021, 500980),
    ('nine', 90, 9, 9, 7, 10),
    ('ten', 90, 10, 9, 8, 11),
    ('eleven', 90, 11, 10, 8, 12),
    ('a hundred', 90, 100, 90, 85, 96),
    ('sixteen', 75, 16, 12, 9, 16)
),

ranked as (
    {% for percent in [50, 90, 75] %}
    select
        label,
        percent,
        nearest,
        low,
        high,
        {{ percentile_rank(percent, 'observations') }} as actual_nearest,
        {{ percentile_rank(percent, 'observations', 'low') }} as actual_low,
        {{ percentile_rank(percent, 'observations', 'high') }} as actual_high
    from cases
    where percent = {{ percent }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
),

judged as (
    {% for rank in ['nearest', 'low', 'high'] %}
    select
        label || ', {{ rank }} of ' || percent as label,
        cast({{ rank }} as {{ type_bigint() }}) as expected,
        cast(actual_{{ rank }} as {{ type_bigint() }}) as actual
    from ranked
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
)

{{ rows_that_differ('judged', 30) }}
