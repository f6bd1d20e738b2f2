-- What is settled and what is pending of every period, for every window.
with days as (

    select * from {{ ref('int_fcr_days__components') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

windows as (
    {% for hours in fcr_measured_windows() %}
    select
        date_day,
        scope_kind,
        scope_value,
        cast({{ hours }} as {{ type_bigint() }}) as window_hours,
        settled_{{ hours }}h as settled,
        not_repeated_{{ hours }}h as not_repeated,
        pending_{{ hours }}h as pending
    from days
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

summed as (

    select
        periods.period_grain,
        periods.period_start_date,
        windows.scope_kind,
        windows.scope_value,
        windows.window_hours,
        cast(sum(windows.settled) as {{ type_bigint() }}) as settled,
        cast(sum(windows.not_repeated) as {{ type_bigint() }}) as not_repeated,
        cast(sum(windows.pending) as {{ type_bigint() }}) as pending
    from windows
    inner join periods on windows.date_day = periods.date_day
    group by
        periods.period_grain,
        periods.period_start_date,
        windows.scope_kind,
        windows.scope_value,
        windows.window_hours

)

select * from summed
