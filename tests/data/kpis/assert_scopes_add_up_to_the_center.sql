-- What belongs to exactly one value of a scope adds up over its values to the center, in every
-- period; a kind of scope without a row adds up to nothing. Only queue entries all have a queue; and
-- what agents share (a contact of two agents is a contact of each) is counted with the contacts.
{% set adding_up = {} %}
{% set kinds = [] %}
{% for name, component in kpi_components().items() %}
    {% set subject = component.subjects[0] %}
    {% for kind in kpi_subjects()[subject].scopes
        if kind in component_scopes(component) and kind != 'center'
        and (kind != 'queue' or subject == 'queue_entries') %}
        {% do adding_up.setdefault(name, []).append(kind) %}
        {% do kinds.append(kind) if kind not in kinds %}
    {% endfor %}
{% endfor %}

with periods as (

    select * from {{ ref('int_period_components') }}

),

centers as (

    select * from periods
    where scope_kind = 'center'

),

kinds as (
    {% for kind in kinds %}
    select '{{ kind }}' as scope_kind
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

sums as (

    select
        period_grain,
        period_start_date,
        scope_kind
        {%- for name in adding_up %},
        sum({{ name }}) as {{ name }}
        {%- endfor %}
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
    false
    {%- for name, scopes in adding_up.items() %}
    or (
        kinds.scope_kind in ('{{ scopes | join("', '") }}')
        and abs(coalesce(centers.{{ name }}, 0) - coalesce(sums.{{ name }}, 0))
        > 1e-9 * greatest(1, abs(coalesce(sums.{{ name }}, 0)))
    )
    {%- endfor %}
