with scopes as (

    select * from {{ ref('int_period_components') }}

),

estimated as (

    select * from {{ ref('int_fcr_windows__estimated') }}

),

windows as (
    {% for hours in fcr_windows() %}
    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        cast({{ hours }} as {{ type_bigint() }}) as window_hours,
        is_complete
    from scopes
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

rated as (

    select
        windows.period_grain,
        windows.period_start_date,
        windows.scope_kind,
        windows.scope_value,
        windows.window_hours,
        windows.is_complete,
        {{ safe_divide('estimated.not_repeated', 'estimated.settled') }} as fcr_rate,
        coalesce(estimated.settled, 0) as fcr_contacts_settled,
        coalesce(estimated.pending, 0) as fcr_contacts_pending,
        {{ wilson_low('estimated.not_repeated', 'estimated.settled') }} as interval_low,
        {{ wilson_high('estimated.not_repeated', 'estimated.settled') }} as interval_high,
        estimated.fcr_estimated_rate,
        estimated.is_estimate_borrowed,
        estimated.estimated_interval_low,
        estimated.estimated_interval_high
    from windows
    left join estimated
        on
            windows.period_grain = estimated.period_grain
            and windows.period_start_date = estimated.period_start_date
            and windows.scope_kind = estimated.scope_kind
            and windows.scope_value = estimated.scope_value
            and windows.window_hours = estimated.window_hours

)

select * from rated
