-- What is settled and what is pending of every period, for every window.
with days as (

    select * from {{ ref('int_fcr_days__components') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

summed as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        {{ sum_fcr_windows('days') }}
    from days
    inner join periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

windows as (
    {% for hours in fcr_measured_windows() %}
    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        cast({{ hours }} as {{ type_bigint() }}) as window_hours,
        settled_{{ hours }}h as settled,
        not_repeated_{{ hours }}h as not_repeated,
        pending_{{ hours }}h as pending
    from summed
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from windows
