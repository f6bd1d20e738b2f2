with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'channel'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as channel,
        is_complete,
        {{ select_scope_components('channel') }},
        {{ select_ratios('channel') }}
    from components

)

select * from rated
