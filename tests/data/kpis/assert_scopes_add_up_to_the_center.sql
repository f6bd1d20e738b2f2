-- What belongs to exactly one value of a scope adds up over its values to the center, in every
-- period; a kind of scope without a row adds up to nothing.
{% set kinds = canonical_words().scope_kind | reject('equalto', 'center') | list %}
{% set sums = [] %}
{% set gaps = [] %}
{% for name, component in kpi_components().items() if is_summed(component) %}
{% set scopes = partitioning_scopes(component) | join("', '") %}
{% set center = 'coalesce(centers.' ~ name ~ ', 0)' %}
{% set gap = 'abs(' ~ center ~ ' - coalesce(sums.' ~ name ~ ', 0))' %}
{% set is_gap = gap ~ '\n        > 1e-9 * greatest(1, abs(' ~ center ~ '))' %}
{% do sums.append('sum(' ~ name ~ ') as ' ~ name) %}
{% do gaps.append("(kinds.scope_kind in ('" ~ scopes ~ "') and " ~ is_gap ~ ')') %}
{% endfor %}

with periods as (

    select * from {{ ref('int_period_components') }}

),

centers as (

    select * from periods
    where scope_kind = 'center'

),

kinds (scope_kind) as (

    values ('{{ kinds | join("'), ('") }}')

),

sums as (

    select
        period_grain,
        period_start_date,
        scope_kind,
        {{ sums | join(',\n        ') }}
    from periods
    group by period_grain, period_start_date, scope_kind

)

select
    centers.period_grain,
    centers.period_start_date,
    kinds.scope_kind
from centers
cross join kinds
left join sums
    on
        centers.period_grain = sums.period_grain
        and centers.period_start_date = sums.period_start_date
        and kinds.scope_kind = sums.scope_kind
where
    {{ gaps | join('\n    or ') }}
