with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'team'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as team,
        is_complete,
        {{ select_scope_components('team') }},
        {{ select_ratios('team') }}
    from components

)

select * from rated
