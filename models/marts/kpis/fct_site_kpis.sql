with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'site'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as site,
        is_complete,
        {{ select_scope_components('site') }},
        {{ select_ratios('site') }}
    from components

)

select * from rated
