-- The target of a period: one that is valid when the period begins; one for the scope by name
-- before the queue's own.
{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" %}

with targets as (

    select * from {{ ref('int_kpi_targets__valid') }}

),

periods as (

    select distinct
        period_grain,
        period_start_date,
        {{ utc_timestamp('period_start_date', zone) }} as starts_at
    from {{ ref('dim_periods') }}

),

choices as (

    select
        targets.kpi,
        targets.scope_kind,
        targets.scope_value,
        periods.period_grain,
        periods.period_start_date,
        targets.target,
        row_number() over (
            partition by
                targets.kpi,
                targets.scope_kind,
                targets.scope_value,
                periods.period_grain,
                periods.period_start_date
            order by {{ bool_to_int('targets.is_named_target') }} desc nulls last
        ) as choice
    from targets
    inner join periods
        on targets.valid_from <= periods.starts_at and targets.valid_until > periods.starts_at

),

chosen as (

    select
        kpi,
        scope_kind,
        scope_value,
        period_grain,
        period_start_date,
        target
    from choices
    where choice = 1

)

select * from chosen
