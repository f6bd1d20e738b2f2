{%- set keys = ['period_grain', 'period_start_date', 'scope_kind', 'scope_value'] %}
{%- set derived_flags = derived_scope_flags() -%}

with periods as (

    select * from {{ ref('dim_periods') }}

),

horizon as (

    select * from {{ ref('int_data_horizon') }}

),
{% for subject, entry in kpi_subjects().items() %}
{{ subject }} as (
    {% if entry.periods is defined %}
    select * from {{ ref(entry.periods) }}
    {% else %}
    select
        periods.period_grain,
        periods.period_start_date,
        days.scope_kind,
        days.scope_value,
        {{ sum_components(subject, 'days') }}
    from {{ ref(entry.components) }} as days
    inner join periods on days.date_day = periods.date_day
    group by periods.period_grain, periods.period_start_date, days.scope_kind, days.scope_value
    {% endif %}
),
{% endfor %}
whole_periods as (

    select distinct
        periods.period_grain,
        periods.period_start_date,
        periods.period_end_date,
        periods.previous_period_start_date,
        periods.is_complete,
        {{ utc_timestamp('periods.period_start_date', "'" ~ var('cc_business_timezone') ~ "'") }}
        >= {{ add_hours('horizon.first_delivered_at', var('cc_fcr_window_hours')) }}
            as has_window_before
    from periods
    cross join horizon

),

scoped as (

    -- The center has a row for every period, even one without a contact.
    select
        period_grain,
        period_start_date,
        'center' as scope_kind,
        'all' as scope_value
    from whole_periods
    {%- for subject in kpi_subjects() %}
    union
    select {{ keys | join(', ') }}
    from {{ subject }}
    {%- endfor %}

),

scopes as (

    select
        scoped.*,
        {{ select_scope_flags() }}
    from scoped

),

merged as (

    select
        scopes.period_grain,
        scopes.period_start_date,
        scopes.scope_kind,
        scopes.scope_value,
        whole_periods.period_end_date,
        whole_periods.previous_period_start_date,
        whole_periods.is_complete,
        whole_periods.has_window_before
        {%- for flag in derived_flags %},
        scopes.{{ flag }}
        {%- endfor %}
        {%- for name, component in kpi_components().items() if component.derived is not defined %},
        {{ merged_component(name, component) }} as {{ name }}
        {%- endfor %}
    from scopes
    inner join whole_periods
        on
            scopes.period_grain = whole_periods.period_grain
            and scopes.period_start_date = whole_periods.period_start_date
    {%- for subject in kpi_subjects() %}
    left join {{ subject }}
        on
            {%- for key in keys %}
            {{ 'and ' if not loop.first }}scopes.{{ key }} = {{ subject }}.{{ key }}
            {%- endfor %}
    {%- endfor %}

),

known as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        period_end_date,
        previous_period_start_date,
        is_complete
        {%- for flag in derived_flags %},
        {{ flag }}
        {%- endfor %}
        {%- for name, component in kpi_components().items() if component.derived is not defined %},
        {{ known_component(name, component) }} as {{ name }}
        {%- endfor %}
    from merged

),

completed as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        period_end_date,
        previous_period_start_date,
        is_complete
        {%- for name, component in kpi_components().items() %}
        {%- if component.derived is defined %},
        case
            when {{ scope_flag(component.scopes) }}
                then cast({{ component.derived }} as {{ type_double() }})
        end as {{ name }}
        {%- else %},
        {{ name }}
        {%- endif %}
        {%- endfor %}
    from known

)

select * from completed
