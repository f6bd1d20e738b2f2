-- Days added up give the percentiles of the period's own rows, sorted whole: of weeks and quarters of the center, values and both ends
-- of the intervals, to 1 % (1e-9: the rounding of exp). Where an end is open, or the rank that of something that has not ended, both know none.
{%- set ranks = {'seconds': none, 'interval_low': 'low', 'interval_high': 'high'} %}

with periods as (

    select * from {{ ref('dim_periods') }}
    where period_grain in ('week', 'quarter')

),

sorted as (

    select
        periods.period_grain,
        periods.period_start_date,
        durations.measure,
        durations.seconds,
        row_number() over (
            partition by periods.period_grain, periods.period_start_date, durations.measure
            order by durations.seconds asc nulls last
        ) as place,
        count(*) over (
            partition by periods.period_grain, periods.period_start_date, durations.measure
        ) as observations
    from {{ ref('int_durations') }} as durations
    inner join periods on durations.date_day = periods.date_day

),

exact as (

    select
        period_grain,
        period_start_date,
        measure
        {%- for name, percent in percentiles().items() %}
        {%- for column, side in ranks.items() %},
        max(case when place = {{ percentile_rank(percent, 'observations', side) }} then seconds end) as {{ name }}_{{ column }}
        {%- endfor %}
        {%- endfor %}
    from sorted
    group by period_grain, period_start_date, measure

),

published as (
    {% for measure in percentile_measures() %}
    select
        period_grain,
        period_start_date,
        '{{ measure }}' as measure
        {%- for name in percentiles() %}
        {%- for column in ranks %},
        {{ name }}_{{ measure }}_{{ column }} as {{ name }}_{{ column }}
        {%- endfor %}
        {%- endfor %}
    from {{ ref('int_period_components') }}
    where scope_kind = 'center' and period_grain in ('week', 'quarter')
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    published.*,
    exact.median_seconds as exact_median,
    exact.p90_seconds as exact_p90
from published
full join exact
    on
        published.period_grain = exact.period_grain
        and published.period_start_date = exact.period_start_date
        and published.measure = exact.measure
where
    published.measure is null
    {%- for name in percentiles() %}
    {%- for column in ranks %}
    {%- set both = ['published.' ~ name ~ '_' ~ column, 'exact.' ~ name ~ '_' ~ column] %}
    or ({{ both[0] }} is null) <> ({{ both[1] }} is null)
    or abs({{ both[0] }} - {{ both[1] }}) > 0.01 * {{ both[1] }} + 1e-9
    {%- endfor %}
    {%- endfor %}
