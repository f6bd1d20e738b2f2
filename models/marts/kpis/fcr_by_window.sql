with days as (

    select * from {{ ref('int_fcr_days__components') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

scopes as (

    select * from {{ ref('int_period_components') }}

),

summed as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value
        {%- for hours in fcr_windows() %},
        sum(days.settled_{{ hours }}h) as settled_{{ hours }}h,
        sum(days.not_repeated_{{ hours }}h) as not_repeated_{{ hours }}h,
        sum(days.pending_{{ hours }}h) as pending_{{ hours }}h
        {%- endfor %}
    from days
    inner join periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

windows as (
    {% for hours in fcr_windows() %}
    select
        scopes.period_grain,
        scopes.period_start_date,
        scopes.scope_kind,
        scopes.scope_value,
        cast({{ hours }} as {{ type_bigint() }}) as window_hours,
        scopes.is_complete,
        coalesce(summed.not_repeated_{{ hours }}h, 0) as not_repeated,
        coalesce(summed.settled_{{ hours }}h, 0) as settled,
        coalesce(summed.pending_{{ hours }}h, 0) as pending
    from scopes
    left join summed
        on
            scopes.period_grain = summed.period_grain
            and scopes.period_start_date = summed.period_start_date
            and scopes.scope_kind = summed.scope_kind
            and scopes.scope_value = summed.scope_value
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        window_hours,
        is_complete,
        {{ safe_divide('not_repeated', 'settled') }} as fcr_rate,
        cast(settled as {{ type_bigint() }}) as fcr_contacts_settled,
        cast(pending as {{ type_bigint() }}) as fcr_contacts_pending,
        {{ wilson_low('not_repeated', 'settled') }} as interval_low,
        {{ wilson_high('not_repeated', 'settled') }} as interval_high
    from windows

)

select * from rated
