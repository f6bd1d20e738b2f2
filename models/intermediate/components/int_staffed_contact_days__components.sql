with staffed_contacts as (

    select * from {{ ref('int_staffed_contacts') }}

),

days as (

    select
        date_day,
        scope_kind,
        scope_value,
        {{ select_components('staffed_contacts') }}
    from staffed_contacts
    group by date_day, scope_kind, scope_value

)

select * from days
