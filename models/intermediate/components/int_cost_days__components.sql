with parts as (

    select * from {{ ref('int_cost_parts') }}

),

days as (

    select
        date_day,
        scope_kind,
        scope_value,
        {{ select_components('cost_days') }}
    from parts
    group by date_day, scope_kind, scope_value

)

select * from days
