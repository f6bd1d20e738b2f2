with repeats as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        cast(sum(days.avoidable_contacts) as {{ type_bigint() }}) as avoidable_contacts
    from {{ ref('int_repeat_days__components') }} as days
    inner join {{ ref('dim_periods') }} as periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

-- every scope with contacts, even without repeats; these are known only where the window before was delivered
scopes as (

    select * from {{ ref('int_period_components') }}
    where scope_kind in ('center', 'channel', 'queue', 'topic')

)

select
    scopes.period_grain,
    scopes.period_start_date,
    scopes.scope_kind,
    scopes.scope_value,
    '{{ var("cc_currency") }}' as currency,
    scopes.is_complete,
    coalesce(scopes.cost_days_unbooked = 0, false) as is_cost_booked,
    scopes.episodes_repeating as repeats,
    case when scopes.episodes_repeating is not null then coalesce(repeats.avoidable_contacts, 0) end as avoidable_contacts,
    scopes.repeat_cost
from scopes
left join repeats
    on
        scopes.period_grain = repeats.period_grain
        and scopes.period_start_date = repeats.period_start_date
        and scopes.scope_kind = repeats.scope_kind
        and scopes.scope_value = repeats.scope_value
