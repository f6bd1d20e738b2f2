-- The periods and scopes in which anything was counted; the center has every period.
with periods as (

    select * from {{ ref('dim_periods') }}

),

days as (
    {% for entry in kpi_subjects().values() if entry.components is defined %}
    select
        date_day,
        scope_kind,
        scope_value
    from {{ ref(entry.components) }}
    union
    {%- endfor %}
    select
        date_day,
        'center' as scope_kind,
        'all' as scope_value
    from periods

),

scopes as (

    select distinct
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value
    from days
    inner join periods on days.date_day = periods.date_day

)

select * from scopes
