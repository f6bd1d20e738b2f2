{#-
The center's days are what the fact table says, day by day: nothing was lost between the rows that a
reader can see and the KPIs. Arguments: fact, a relation; date_column, its business day; components,
a dict of component -> condition under which a row counts. Rows after the data horizon count
nowhere.
-#}
{% test components_reconcile_to_facts(model, fact, date_column, components) %}

with counted as (

    select
        {{ date_column }} as date_day
        {%- for name, condition in components.items() %},
        count(case when {{ condition }} then 1 end) as {{ name }}
        {%- endfor %}
    from {{ fact }}
    group by {{ date_column }}

),

days as (

    select * from {{ model }}
    where period_grain = 'day'

)

select
    counted.date_day,
    days.period_start_date
from counted
full join days on counted.date_day = days.period_start_date
where
    false
    {%- for name in components %}
    or coalesce(days.{{ name }}, 0) <> coalesce(counted.{{ name }}, 0)
    {%- endfor %}

{% endtest %}
