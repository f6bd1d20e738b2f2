{#- rate of the registry -> front of its components -#}
{%- set credits = {
    'fcr_by_repeat': 'fcr_contacts',
    'fcr_first_agent': 'fcr_first_agent_contacts',
    'fcr_neutral': 'fcr_neutral_contacts',
} -%}

with scores as (

    select * from {{ ref('kpi_scorecard') }}
    where kpi in ('{{ credits | join("_rate', '") }}_rate')

),

centers as (

    select
        period_grain,
        period_start_date,
        value as center_rate,
        is_settled
    from scores
    where scope_kind = 'center' and kpi = 'fcr_by_repeat_rate'

),

mixes as (

    select * from {{ ref('int_adjusted_figures') }}
    where kpi = 'fcr_by_repeat_rate'

),

credited as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        {%- for rate, contacts in credits.items() %}
        bool_or(kpi = '{{ rate }}_rate' and is_reliable) as is_{{ rate }}_reliable,
        cast(max(case when kpi = '{{ rate }}_rate' then denominator end) as {{ type_bigint() }}) as {{ contacts }}_settled,
        cast(max(case when kpi = '{{ rate }}_rate' then numerator end) as {{ type_bigint() }}) as {{ contacts }}_not_repeated,
        max(case when kpi = '{{ rate }}_rate' then value end) as {{ rate }}_rate,
        max(case when kpi = '{{ rate }}_rate' then interval_low end) as {{ rate }}_interval_low,
        max(case when kpi = '{{ rate }}_rate' then interval_high end) as {{ rate }}_interval_high,
        {%- endfor %}
        bool_and(is_complete) as is_complete,
        bool_and(is_settled) as is_settled
    from scores
    where scope_kind in ('agent', 'team', 'site', 'outsourcer')
    group by period_grain, period_start_date, scope_kind, scope_value

),

adjusted as (

    select
        credited.period_grain,
        credited.period_start_date,
        credited.scope_kind,
        credited.scope_value,
        credited.is_complete,
        credited.is_settled and centers.is_settled as is_settled,
        {%- for rate, contacts in credits.items() %}
        credited.{{ contacts }}_settled,
        credited.{{ contacts }}_not_repeated,
        credited.{{ rate }}_rate,
        credited.{{ rate }}_interval_low,
        credited.{{ rate }}_interval_high,
        credited.is_{{ rate }}_reliable,
        {%- endfor %}
        centers.center_rate,
        coalesce(mixes.expected_numerator, 0) as expected,
        cast(coalesce(mixes.denominator_in_own_strata, 0) as {{ type_bigint() }}) as settled_in_own_strata,
        mixes.adjusted_value as fcr_adjusted_rate,
        mixes.adjusted_interval_low as fcr_adjusted_interval_low,
        mixes.adjusted_interval_high as fcr_adjusted_interval_high,
        coalesce(mixes.is_adjusted_reliable, false) as is_adjusted_reliable
    from credited
    inner join centers
        on
            credited.period_grain = centers.period_grain
            and credited.period_start_date = centers.period_start_date
    left join mixes
        on
            credited.period_grain = mixes.period_grain
            and credited.period_start_date = mixes.period_start_date
            and credited.scope_kind = mixes.scope_kind
            and credited.scope_value = mixes.scope_value

)

select * from adjusted
