-- The scorecard and the tables of the scopes publish the same values: they are two shapes of one
-- thing.
{% set keys = {'agent': 'agent_id', 'center': "'all'"} %}
{% set scopes = ['center', 'channel', 'queue', 'topic', 'agent', 'team', 'site', 'outsourcer'] %}

with published as (
    {% for scope in scopes %}
    {%- set outer_last = loop.last %}
    {%- for name, kpi in kpis().items() if scope in kpi.scopes %}
    select
        '{{ name }}' as kpi,
        period_grain,
        period_start_date,
        '{{ scope }}' as scope_kind,
        {{ keys.get(scope, scope) }} as scope_value,
        cast({{ name }} as {{ type_double() }}) as value
    from {{ ref('fct_' ~ scope ~ '_kpis') }}
    {{- '\n    union all' if not (outer_last and loop.last) }}
    {%- endfor %}
    {%- endfor %}

)

select
    published.kpi as published_kpi,
    scorecard.kpi as scored_kpi,
    published.value as published_value,
    scorecard.value as scored_value
from published
full join {{ ref('kpi_scorecard') }} as scorecard
    on
        published.kpi = scorecard.kpi
        and published.period_grain = scorecard.period_grain
        and published.period_start_date = scorecard.period_start_date
        and published.scope_kind = scorecard.scope_kind
        and published.scope_value = scorecard.scope_value
where
    published.kpi is null
    or scorecard.kpi is null
    or published.value is distinct from scorecard.value
