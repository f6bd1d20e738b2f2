with components as (

    select * from {{ ref('int_period_components') }}
    where scope_kind = 'queue'

),

rated as (

    select
        period_grain,
        period_start_date,
        scope_value as queue,
        is_complete,
        {{ select_scope_components('queue') }},
        {{ select_ratios('queue') }}
    from components

)

select * from rated
