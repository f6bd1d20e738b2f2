-- What the 13 weeks before a period can lend it, of the same scope and of the center: their curve, added up to every hour that a
-- pending contact asks for.
with pending_hours as (

    select * from {{ ref('int_fcr_pending_hours') }}

),

curves as (

    select * from {{ ref('int_fcr_curves') }}
    where curve = 'weeks_before'

),

asked as (
    {% for hour in ['lending_from_hour', 'first_thin_hour - 1', 'window_hours'] %}
    {%- for kind, value in [('scope_kind', 'scope_value'), ("'center'", "'all'")] %}
    select
        lending_week_start_date,
        {{ kind }} as scope_kind,
        {{ value }} as scope_value,
        cast({{ hour }} as {{ type_bigint() }}) as hour_out
    from pending_hours
    {%- if not loop.last %}
    union
    {%- endif %}
    {%- endfor %}
    {%- if not loop.last %}
    union
    {%- endif %}
    {%- endfor %}

),

lenders as (

    select distinct
        lending_week_start_date,
        scope_kind,
        scope_value
    from asked

),

steps as (

    select
        lenders.lending_week_start_date,
        lenders.scope_kind,
        lenders.scope_value,
        curves.hour_out,
        coalesce(curves.log_term, 0) as log_term,
        coalesce(curves.variance_term, 0) as variance_term,
        case when curves.repeats = curves.at_risk then 1 else 0 end as zero_hours,
        curves.repeats + curves.censored as leaving
    from lenders
    inner join curves
        on
            lenders.lending_week_start_date = curves.curve_start_date
            and lenders.scope_kind = curves.scope_kind
            and lenders.scope_value = curves.scope_value
    union all
    select
        lending_week_start_date,
        scope_kind,
        scope_value,
        hour_out,
        0 as log_term,
        0 as variance_term,
        0 as zero_hours,
        0 as leaving
    from asked

),

hours as (

    select
        lending_week_start_date,
        scope_kind,
        scope_value,
        hour_out,
        sum(log_term) as log_term,
        sum(variance_term) as variance_term,
        sum(zero_hours) as zero_hours,
        sum(leaving) as leaving
    from steps
    group by lending_week_start_date, scope_kind, scope_value, hour_out

),

added as (

    select
        hours.*,
        sum(log_term) over lender as log_so_far,
        sum(variance_term) over lender as variance_so_far,
        sum(zero_hours) over lender as zero_hours_so_far,
        sum(leaving) over (
            partition by lending_week_start_date, scope_kind, scope_value
            order by hour_out
            rows between current row and unbounded following
        ) as at_risk
    from hours
    window lender as (
        partition by lending_week_start_date, scope_kind, scope_value
        order by hour_out
        rows between unbounded preceding and current row
    )

)

select
    lending_week_start_date,
    scope_kind,
    scope_value,
    hour_out,
    cast(at_risk as {{ type_bigint() }}) as at_risk,
    cast(log_so_far as {{ type_double() }}) as log_so_far,
    cast(variance_so_far as {{ type_double() }}) as variance_so_far,
    cast(zero_hours_so_far as {{ type_bigint() }}) as zero_hours_so_far
from added
