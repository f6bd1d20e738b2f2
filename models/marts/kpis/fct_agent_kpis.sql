with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'agent'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as agent_id,
        is_complete,
        {{ select_scope_components('agent') }},
        {{ select_ratios('agent') }}
    from components

)

select * from rated
