-- Talk, hold, wrap-up and handle seconds of the agents (teams, sites, agencies) add up to the
-- center's, day by day; a kind of scope without a row adds up to nothing.
{% set parts = ['handle_seconds', 'talk_seconds', 'hold_seconds', 'wrap_up_seconds'] %}
{% set kinds = kpi_subjects()['agent_contacts'].scopes %}
{% set sums = [] %}
{% set gaps = [] %}
{% for part in parts %}
{% do sums.append('sum(' ~ part ~ ') as ' ~ part) %}
{% do gaps.append('coalesce(centers.' ~ part ~ ', 0) <> coalesce(sums.' ~ part ~ ', 0)') %}
{% endfor %}

with days as (

    select * from {{ ref('int_period_components') }}
    where period_grain = 'day'

),

centers as (

    select * from days
    where scope_kind = 'center'

),

kinds (scope_kind) as (

    values ('{{ kinds | join("'), ('") }}')

),

sums as (

    select
        period_start_date,
        scope_kind,
        {{ sums | join(',\n        ') }}
    from days
    group by period_start_date, scope_kind

)

select
    centers.period_start_date,
    kinds.scope_kind
from centers
cross join kinds
left join sums
    on
        centers.period_start_date = sums.period_start_date
        and kinds.scope_kind = sums.scope_kind
where
    {{ gaps | join('\n    or ') }}
