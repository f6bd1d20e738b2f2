-- Talk, hold, wrap-up and handle seconds of the agents (teams, sites, agencies) add up to the
-- center's, day by day.
{% set parts = ['handle_seconds', 'talk_seconds', 'hold_seconds', 'wrap_up_seconds'] %}

with days as (

    select * from {{ ref('int_period_components') }}
    where period_grain = 'day'

),

centers as (

    select * from days
    where scope_kind = 'center'

),

kinds as (

    select
        period_start_date,
        scope_kind
        {%- for part in parts %},
        sum({{ part }}) as {{ part }}
        {%- endfor %}
    from days
    where scope_kind in ('agent', 'team', 'site', 'outsourcer')
    group by period_start_date, scope_kind

),

expected_kinds as (

    select distinct scope_kind from kinds

)

select
    centers.period_start_date,
    expected_kinds.scope_kind
from centers
cross join expected_kinds
left join kinds
    on
        centers.period_start_date = kinds.period_start_date
        and expected_kinds.scope_kind = kinds.scope_kind
where
    false
    {%- for part in parts %}
    or coalesce(centers.{{ part }}, 0) <> coalesce(kinds.{{ part }}, 0)
    {%- endfor %}
