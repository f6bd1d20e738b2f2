-- Medians and 90th percentiles of periods, from the histograms of their days added up: the nearest rank says which observation is
-- meant, and the bucket that it lies in what it is.
{%- set ranks = {'seconds': none, 'interval_low': 'low', 'interval_high': 'high'} %}

with days as (

    select * from {{ ref('int_duration_days__histogram') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

merged as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.measure,
        days.bucket,
        sum(days.observations) as observations,
        min(days.least_seconds) as least_seconds,
        max(days.greatest_seconds) as greatest_seconds
    from days
    inner join periods on days.date_day = periods.date_day
    group by
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.measure,
        days.bucket

),

counted as (

    -- What has not ended yet lasts longer than anything that has.
    select
        merged.*,
        sum(observations) over (
            partition by period_grain, period_start_date, scope_kind, scope_value, measure
        ) as all_observations,
        sum(observations) over (
            partition by period_grain, period_start_date, scope_kind, scope_value, measure
            order by bucket asc nulls last
            rows between unbounded preceding and current row
        ) as last_rank
    from merged

),

valued as (

    select
        counted.*,
        {{ histogram_value('bucket', 'least_seconds', 'greatest_seconds') }} as seconds
    from counted

),

ranked as (

    select
        valued.*
        {%- for name, percent in percentiles().items() %}
        {%- for column, side in ranks.items() %},
        {{ percentile_rank(percent, 'all_observations', side) }} as {{ name }}_{{ column }}_rank
        {%- endfor %}
        {%- endfor %}
    from valued

),

found as (

    select
        ranked.*
        {%- for name in percentiles() %}
        {%- for column in ranks %}
        {%- set rank = name ~ '_' ~ column ~ '_rank' %},
        case when {{ rank }} > last_rank - observations and {{ rank }} <= last_rank then seconds end as {{ name }}_{{ column }}
        {%- endfor %}
        {%- endfor %}
    from ranked

),

wide as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value
        {%- for measure, entry in percentile_measures().items() %}
        {%- if entry.sample == measure ~ '_observations' %},
        cast(max(case when measure = '{{ measure }}' then all_observations end) as {{ type_double() }}) as {{ entry.sample }}
        {%- endif %}
        {%- for name in percentiles() %}
        {%- for column in ranks %},
        max(case when measure = '{{ measure }}' then {{ name }}_{{ column }} end) as {{ name }}_{{ measure }}_{{ column }}
        {%- endfor %}
        {%- endfor %}
        {%- endfor %}
    from found
    group by period_grain, period_start_date, scope_kind, scope_value

)

select * from wide
