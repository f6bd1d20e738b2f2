-- The target of a scope: its own, else that of the nearest it falls back on. The center's, on which everything falls back in
-- the end, is joined where values are read.
with own as (

    select * from {{ ref('int_period_targets') }}

),

fallbacks as (

    select * from {{ ref('int_target_fallbacks') }}

),

offered as (

    select
        kpi,
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        target,
        scope_kind as target_scope,
        scope_value as target_scope_value,
        0 as step
    from own
    union all
    select
        own.kpi,
        own.period_grain,
        own.period_start_date,
        fallbacks.scope_kind,
        fallbacks.scope_value,
        own.target,
        fallbacks.target_scope,
        fallbacks.target_scope_value,
        fallbacks.step
    from fallbacks
    inner join own
        on
            fallbacks.period_grain = own.period_grain
            and fallbacks.period_start_date = own.period_start_date
            and fallbacks.target_scope = own.scope_kind
            and fallbacks.target_scope_value = own.scope_value

),

ranked as (

    select
        offered.*,
        row_number() over (
            partition by kpi, period_grain, period_start_date, scope_kind, scope_value
            order by step
        ) as choice
    from offered

)

select
    kpi,
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    target,
    target_scope,
    target_scope_value
from ranked
where choice = 1
