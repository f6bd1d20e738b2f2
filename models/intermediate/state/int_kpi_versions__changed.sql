-- What would be appended to the memory if this build were published. A build that looks back, to a horizon before the last one
-- published, asks "what if": it restates nothing.
{%- set keys = ['kpi', 'definition_id', 'period_grain', 'period_start_date', 'scope_kind', 'scope_value'] %}

with scorecard as (

    select * from {{ ref('kpi_scorecard') }}

),

next_publication as (

    select * from {{ ref('int_next_publication') }}
    where is_remembered

),

last_versions as (

    select * from {{ ref('int_kpi_versions__last') }}

),

definitions as (

    select distinct definition_id from scorecard

),

known as (

    select
        {{ keys | join(',\n        ') }},
        numerator,
        denominator,
        value,
        is_settled
    from scorecard
    where is_complete and value is not null

),

-- unknown by now, or of a period or scope that is gone; a definition that is not in use any more takes nothing back
withdrawn as (

    select
        {%- for key in keys %}
        last_versions.{{ key }},
        {%- endfor %}
        cast(null as {{ type_double() }}) as numerator,
        cast(null as {{ type_double() }}) as denominator,
        cast(null as {{ type_double() }}) as value,
        cast(null as {{ type_boolean() }}) as is_settled
    from last_versions
    inner join definitions on last_versions.definition_id = definitions.definition_id
    left join known
        on
            last_versions.kpi = known.kpi
            {%- for key in keys if key != 'kpi' %}
            and last_versions.{{ key }} = known.{{ key }}
            {%- endfor %}
    where last_versions.value is not null and known.kpi is null

),

figures as (

    select * from known
    union all
    select * from withdrawn

)

select
    {%- for key in keys %}
    figures.{{ key }},
    {%- endfor %}
    next_publication.publication_number,
    next_publication.horizon_at,
    last_versions.publication_number as previous_publication_number,
    figures.numerator,
    figures.denominator,
    figures.value,
    figures.is_settled
from figures
cross join next_publication
left join last_versions
    on
        figures.kpi = last_versions.kpi
        {%- for key in keys if key != 'kpi' %}
        and figures.{{ key }} = last_versions.{{ key }}
        {%- endfor %}
where
    last_versions.kpi is null
    or figures.is_settled <> last_versions.is_settled
    {%- for figure in ['numerator', 'denominator', 'value'] %}
    or {{ figures_differ('figures.' ~ figure, 'last_versions.' ~ figure) }}
    {%- endfor %}
