-- Agencies side by side with those who work in house, as measured and as if all had had the same mix of contacts.
{%- set comparable = [] %}
{%- for name, kpi in kpis().items() if 'outsourcer' in kpi.scopes and (kpi.denominator or kpi.interval == 'given') -%}
    {%- do comparable.append(name) -%}
{%- endfor %}
{%- set parts = ['value', 'interval_low', 'interval_high'] %}
{%- set kind = 'described.interval_kind' %}
{%- set margins = [nps_half_width(kind, 'described.'), nps_half_width(kind, 'in_house.')] %}

with scores as (

    select * from {{ ref('kpi_scorecard') }}
    where
        kpi in ('{{ comparable | join("', '") }}')
        and scope_kind in ('center', 'outsourcer')
        and value is not null

),

adjusted as (

    select * from {{ ref('int_adjusted_figures') }}
    where scope_kind = 'outsourcer'

),

kpis as (

    select * from {{ ref('dim_kpis') }}

),

described as (

    -- That in house mostly rare kinds of contacts are handled blurs its own value, not that of the agency beside it.
    select
        scores.*,
        kpis.better,
        kpis.interval as interval_kind,
        centers.value as center_value,
        adjusted.expected_numerator,
        adjusted.is_adjusted_reliable
        {%- for part in parts %},
        case when adjusted.is_adjusted_reliable then adjusted.adjusted_{{ part }} end as adjusted_{{ part }},
        case when scores.is_reliable then adjusted.adjusted_{{ part }} end as sampled_adjusted_{{ part }}
        {%- endfor %}
    from scores
    inner join kpis on scores.kpi = kpis.name
    left join scores as centers
        on
            scores.kpi = centers.kpi
            and scores.period_grain = centers.period_grain
            and scores.period_start_date = centers.period_start_date
            and centers.scope_kind = 'center'
    left join adjusted
        on
            scores.kpi = adjusted.kpi
            and scores.period_grain = adjusted.period_grain
            and scores.period_start_date = adjusted.period_start_date
            and scores.scope_value = adjusted.scope_value
    where scores.scope_kind = 'outsourcer'

),

compared as (

    select
        described.*,
        in_house.value as in_house_value,
        in_house.sampled_adjusted_value as in_house_adjusted_value,
        in_house.is_settled as is_in_house_settled,
        in_house.is_reliable as is_in_house_reliable,
        described.value - in_house.value as difference,
        {{ difference_low(
            'described.value', 'described.interval_low', 'in_house.value', 'in_house.interval_high', margins
        ) }} as difference_interval_low,
        {{ difference_high(
            'described.value', 'described.interval_high', 'in_house.value', 'in_house.interval_low', margins
        ) }} as difference_interval_high,
        described.adjusted_value - in_house.sampled_adjusted_value as adjusted_difference,
        {{ difference_low(
            'described.adjusted_value', 'described.adjusted_interval_low',
            'in_house.sampled_adjusted_value', 'in_house.sampled_adjusted_interval_high'
        ) }} as adjusted_difference_interval_low,
        {{ difference_high(
            'described.adjusted_value', 'described.adjusted_interval_high',
            'in_house.sampled_adjusted_value', 'in_house.sampled_adjusted_interval_low'
        ) }} as adjusted_difference_interval_high
    from described
    left join described as in_house
        on
            described.kpi = in_house.kpi
            and described.period_grain = in_house.period_grain
            and described.period_start_date = in_house.period_start_date
            and described.scope_value <> 'in_house'
            and in_house.scope_value = 'in_house'

),

proven as (

    select
        compared.*,
        case
            when difference_interval_low is not null and difference_interval_high is not null
                then is_reliable and is_in_house_reliable and (difference_interval_low > 0 or difference_interval_high < 0)
        end as is_difference_significant,
        case
            when adjusted_difference_interval_low is not null and adjusted_difference_interval_high is not null
                then adjusted_difference_interval_low > 0 or adjusted_difference_interval_high < 0
        end as is_adjusted_difference_significant
    from compared

)

select
    kpi,
    period_grain,
    period_start_date,
    scope_value as outsourcer,
    is_complete,
    is_settled and coalesce(is_in_house_settled, true) as is_settled,
    definition_id,
    numerator,
    denominator,
    value,
    interval_low,
    interval_high,
    is_reliable,
    center_value,
    in_house_value,
    difference,
    difference_interval_low,
    difference_interval_high,
    is_difference_significant,
    expected_numerator,
    adjusted_value,
    adjusted_interval_low,
    adjusted_interval_high,
    is_adjusted_reliable,
    in_house_adjusted_value,
    adjusted_difference,
    adjusted_difference_interval_low,
    adjusted_difference_interval_high,
    is_adjusted_difference_significant,
    {{ standing() }} as standing
from proven
