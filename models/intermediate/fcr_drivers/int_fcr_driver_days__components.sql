{%- set drivers = {} -%}
{%- for driver in fcr_driver_names() -%}{%- do drivers.update({driver: driver}) -%}{%- endfor -%}

with traits as (

    select * from {{ ref('int_fcr_contact_traits') }}

),

days as (

    select
        started_date as date_day,
{{ scope_columns(drivers) }},
        cast(count(case when is_fcr_by_repeat is not null then 1 end) as {{ type_bigint() }}) as settled,
        cast(count(case when is_fcr_by_repeat then 1 end) as {{ type_bigint() }}) as not_repeated,
        cast(count(case when is_fcr_by_repeat is null then 1 end) as {{ type_bigint() }}) as pending
    from traits
    {{ scope_grouping_sets('started_date', drivers) }}

)

select
    date_day,
    scope_kind as driver,
    scope_value as level,
    settled,
    not_repeated,
    pending
from days
where scope_kind <> 'center'
