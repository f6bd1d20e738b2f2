with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'center'

),

rated as (

    select
        period_grain,
        period_start_date,
        is_complete,
        {{ select_scope_components('center') }},
        {{ select_ratios('center') }}
    from components

)

select * from rated
