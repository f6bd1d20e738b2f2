with days as (

    select * from {{ ref('int_fcr_method_days') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

summed as (

    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.method_a,
        days.method_b,
        bool_or(periods.is_complete) as is_complete,
        cast(sum(days.both_met) as {{ type_bigint() }}) as both_met,
        cast(sum(days.only_a_met) as {{ type_bigint() }}) as only_a_met,
        cast(sum(days.only_b_met) as {{ type_bigint() }}) as only_b_met,
        cast(sum(days.neither_met) as {{ type_bigint() }}) as neither_met,
        cast(sum(days.pending) as {{ type_bigint() }}) as pending
    from days
    inner join periods on days.date_day = periods.date_day
    group by
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        days.method_a,
        days.method_b

),

compared as (

    -- Squares of whole numbers: what agreement by chance alone would give is exact.
    select
        summed.*,
        both_met + neither_met as agreeing,
        both_met + only_a_met + only_b_met + neither_met as contacts,
        (both_met + only_a_met) * (both_met + only_b_met)
        + (neither_met + only_b_met) * (neither_met + only_a_met) as squares_by_chance
    from summed

),

measured as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        method_a,
        method_b,
        is_complete,
        is_complete and pending = 0 as is_settled,
        contacts,
        both_met,
        only_a_met,
        only_b_met,
        neither_met,
        pending,
        {{ safe_divide('agreeing', 'contacts') }} as agreement,
        {{ safe_divide('squares_by_chance', 'contacts * contacts') }} as expected_agreement,
        {{ safe_divide(
            'contacts * agreeing - squares_by_chance', 'contacts * contacts - squares_by_chance'
        ) }} as cohens_kappa,
        contacts >= {{ var('cc_minimum_sample') }} as is_reliable
    from compared

)

select * from measured
