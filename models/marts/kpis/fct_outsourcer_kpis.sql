with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'outsourcer'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as outsourcer,
        is_complete,
        {{ select_scope_components('outsourcer') }},
        {{ select_ratios('outsourcer') }}
    from components

)

select * from rated
