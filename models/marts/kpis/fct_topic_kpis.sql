with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'topic'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as topic,
        is_complete,
        {{ select_scope_components('topic') }},
        {{ select_ratios('topic') }}
    from components

)

select * from rated
