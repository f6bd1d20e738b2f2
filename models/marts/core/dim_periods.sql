{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" -%}

with dates as (

    select * from {{ ref('dim_dates') }}

),

horizon as (

    select * from {{ ref('int_data_horizon') }}

),

starts as (
    {% for grain in period_grains() %}
    select
        '{{ grain }}' as period_grain,
        {{ period_start(grain, 'date_day') }} as period_start_date,
        date_day
    from dates
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

spans as (

    select
        period_grain,
        period_start_date,
        case period_grain
            {%- for grain in period_grains() %}
            when '{{ grain }}' then {{ period_end(grain, 'period_start_date') }}
            {%- endfor %}
        end as period_end_date,
        case period_grain
            {%- for grain in period_grains() %}
            when '{{ grain }}' then {{ period_start(grain, add_days('period_start_date', -1)) }}
            {%- endfor %}
        end as previous_period_start_date,
        date_day
    from starts

),

periods as (

    select
        spans.period_grain,
        spans.period_start_date,
        spans.period_end_date,
        spans.previous_period_start_date,
        spans.date_day,
        {{ utc_timestamp(add_days('spans.period_end_date', 1), zone) }} <= horizon.horizon_at
            as is_complete
    from spans
    cross join horizon

)

select * from periods
