with figures as (

    select * from {{ ref('int_kpi_figures') }}

),

own_targets as (

    select * from {{ ref('int_period_targets') }}

),

center_targets as (

    select * from {{ ref('int_period_targets') }}
    where scope_kind = 'center'

),

compared as (

    select
        figures.*,
        value - previous_value as change,
        {{ difference_low('value', 'interval_low', 'previous_value', 'previous_interval_high') }}
            as change_low,
        {{ difference_high('value', 'interval_high', 'previous_value', 'previous_interval_low') }}
            as change_high
    from figures

),

scored as (

    select
        compared.kpi,
        compared.period_grain,
        compared.period_start_date,
        compared.scope_kind,
        compared.scope_value,
        compared.numerator,
        compared.denominator,
        compared.value,
        compared.interval_low,
        compared.interval_high,
        compared.is_reliable,
        compared.is_complete,
        compared.is_complete and compared.pending = 0 as is_settled,
        compared.definition_id,
        coalesce(own_targets.target, center_targets.target) as target,
        case compared.better
            when 'higher' then compared.value >= coalesce(own_targets.target, center_targets.target)
            when 'lower' then compared.value <= coalesce(own_targets.target, center_targets.target)
        end as is_target_met,
        case compared.bands
            {%- for bands in kpi_bands() %}
            when '{{ bands }}' then {{ band('compared.value', bands) }}
            {%- endfor %}
        end as band,
        compared.previous_value,
        compared.change,
        compared.change_low as change_interval_low,
        compared.change_high as change_interval_high,
        case
            when compared.change_low is not null and compared.change_high is not null
                then
                    compared.is_reliable
                    and compared.is_previous_reliable
                    and (compared.change_low > 0 or compared.change_high < 0)
        end as is_change_significant
    from compared
    left join own_targets
        on
            compared.kpi = own_targets.kpi
            and compared.period_grain = own_targets.period_grain
            and compared.period_start_date = own_targets.period_start_date
            and compared.scope_kind = own_targets.scope_kind
            and compared.scope_value = own_targets.scope_value
    left join center_targets
        on
            compared.kpi = center_targets.kpi
            and compared.period_grain = center_targets.period_grain
            and compared.period_start_date = center_targets.period_start_date

)

select * from scored
