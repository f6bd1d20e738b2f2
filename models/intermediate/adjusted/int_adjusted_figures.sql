-- Indirect standardisation: everybody's value, times what a scope observed over what was to be expected of its contacts.
{%- set double = type_double() %}

with days as (

    select * from {{ ref('int_mix_days__measured') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

strata as (

    select * from {{ ref('int_mix_strata') }}

),

totals as (

    select
        kpi,
        period_grain,
        period_start_date,
        sum(numerator) as reference_numerator,
        sum(denominator) as reference_denominator,
        sum(squares) as reference_squares
    from strata
    group by kpi, period_grain, period_start_date

),

intervals as (
    {% for kpi in adjusted_kpis() %}
    select
        '{{ kpi }}' as kpi,
        '{{ kpis()[kpi].interval }}' as interval_kind
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

observed as (

    -- Expected is added as decimals, so that the order of the rows does not matter.
    select
        days.kpi,
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        cast(sum(days.numerator) as {{ double }}) as numerator,
        cast(sum(days.denominator) as {{ double }}) as denominator,
        cast(sum(days.squares) as {{ double }}) as squares,
        cast(sum(case when strata.is_own_stratum then days.denominator else 0 end) as {{ double }})
            as denominator_in_own_strata,
        cast(
            sum(
                cast(
                    {{ safe_divide('days.denominator * strata.stratum_numerator', 'strata.stratum_denominator') }}
                    as decimal(38, 12)
                )
            ) as {{ double }}
        ) as expected_numerator
    from days
    inner join periods on days.date_day = periods.date_day
    inner join strata
        on
            days.kpi = strata.kpi
            and periods.period_grain = strata.period_grain
            and periods.period_start_date = strata.period_start_date
            and days.channel = strata.channel
            and days.topic = strata.topic
            and days.complexity = strata.complexity
    group by days.kpi, periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value

),

compared as (

    select
        observed.*,
        intervals.interval_kind,
        totals.reference_numerator,
        totals.reference_denominator,
        totals.reference_squares,
        {{ safe_divide('observed.numerator', 'observed.denominator') }} as value,
        {{ safe_divide('totals.reference_numerator', 'totals.reference_denominator') }} as reference_value
    from observed
    inner join intervals on observed.kpi = intervals.kpi
    inner join totals
        on
            observed.kpi = totals.kpi
            and observed.period_grain = totals.period_grain
            and observed.period_start_date = totals.period_start_date

),

bounded as (

    -- Of the reference's value, what the own mix would make of it is the factor's reciprocal.
    select
        compared.*,
        {{ safe_divide('reference_value * denominator', 'expected_numerator') }} as mix_factor
        {%- for front in ['', 'reference_'] %}
        {%- for side, sign in {'low': '-', 'high': '+'}.items() %},
        case interval_kind
            when 'wilson'
                then {{ wilson_low(front ~ 'numerator', front ~ 'denominator') if side == 'low'
                    else wilson_high(front ~ 'numerator', front ~ 'denominator') }}
            when 'normal'
                then {{ front }}value {{ sign }} {{ normal_margin(
                    front ~ 'numerator', front ~ 'squares', front ~ 'denominator'
                ) }}
        end as {{ front }}interval_{{ side }}
        {%- endfor %}
        {%- endfor %}
    from compared

)

select
    kpi,
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    numerator,
    denominator,
    denominator_in_own_strata,
    expected_numerator,
    value * mix_factor as adjusted_value,
    interval_low * mix_factor as adjusted_interval_low,
    interval_high * mix_factor as adjusted_interval_high,
    (
        denominator >= {{ var('cc_minimum_sample') }}
        and 2 * denominator_in_own_strata >= denominator
        and expected_numerator > 0
    ) as is_adjusted_reliable,
    reference_value,
    reference_interval_low,
    reference_interval_high
from bounded
