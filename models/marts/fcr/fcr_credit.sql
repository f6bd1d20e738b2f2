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

expectations as (

    select * from {{ ref('int_fcr_expected') }}

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

compared as (

    -- Scaled by the same factor as the rate: of the center's rate, what the own mix would make of it.
    select
        credited.*,
        centers.center_rate,
        centers.is_settled as is_center_settled,
        coalesce(expectations.expected, 0) as expected,
        coalesce(expectations.settled_in_own_strata, 0) as settled_in_own_strata,
        {{ safe_divide(
            'centers.center_rate * credited.fcr_contacts_settled', 'expectations.expected'
        ) }} as mix_factor
    from credited
    inner join centers
        on
            credited.period_grain = centers.period_grain
            and credited.period_start_date = centers.period_start_date
    left join expectations
        on
            credited.period_grain = expectations.period_grain
            and credited.period_start_date = expectations.period_start_date
            and credited.scope_kind = expectations.scope_kind
            and credited.scope_value = expectations.scope_value

),

adjusted as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        is_complete,
        is_settled and is_center_settled as is_settled,
        {%- for rate, contacts in credits.items() %}
        {{ contacts }}_settled,
        {{ contacts }}_not_repeated,
        {{ rate }}_rate,
        {{ rate }}_interval_low,
        {{ rate }}_interval_high,
        is_{{ rate }}_reliable,
        {%- endfor %}
        center_rate,
        expected,
        settled_in_own_strata,
        fcr_by_repeat_rate * mix_factor as fcr_adjusted_rate,
        fcr_by_repeat_interval_low * mix_factor as fcr_adjusted_interval_low,
        fcr_by_repeat_interval_high * mix_factor as fcr_adjusted_interval_high,
        (
            fcr_contacts_settled >= {{ var('cc_minimum_sample') }}
            and 2 * settled_in_own_strata >= fcr_contacts_settled
            and expected > 0
        ) as is_adjusted_reliable
    from compared

)

select * from adjusted
