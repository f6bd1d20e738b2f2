-- Whatever the scorecard shows of employees, in both grains and of every scope, is made of the answers of enough people; and so is what
-- is left of it when its parts that are shown are taken away: of the center the teams, sites or outsourcers, of a quarter the months.
-- Judged are the quarters of which nothing was published before; those stay as they were, whatever the size of a group is by now.
{%- set size = var('cc_anonymity_group_size') %}
{%- set kinds = {
    'esat_rate': 'esat', 'esat_responses': 'esat', 'enps': 'enps', 'enps_responses': 'enps', 'enps_promoters': 'enps',
    'enps_detractors': 'enps',
} %}
{%- set keys = ['survey_kind', 'period_grain', 'period_start_date', 'scope_kind', 'scope_value'] %}

with scored as (

    select distinct
        case kpi
            {%- for kpi, kind in kinds.items() %}
            when '{{ kpi }}' then '{{ kind }}'
            {%- endfor %}
        end as survey_kind,
        {{ period_start('quarter', 'period_start_date') }} as quarter_start_date,
        period_grain,
        period_start_date,
        scope_kind,
        scope_value
    from {{ ref('kpi_scorecard') }}
    where
        kpi in ('{{ kinds | join("', '") }}')
        and (numerator is not null or denominator is not null or value is not null)

),

published as (

    select distinct
        survey_kind,
        quarter_start_date
    from {{ ref('int_employee_versions__remembered') }}

),

shown as (

    select scored.*
    from scored
    left join published
        on
            scored.survey_kind = published.survey_kind
            and scored.quarter_start_date = published.quarter_start_date
    where published.survey_kind is null

),

answers as (

    select * from {{ ref('int_employee_answers') }}

),

scoped as (
    {% for kind in ['center', 'team', 'site', 'outsourcer'] %}
    select
        answers.*,
        '{{ kind }}' as scope_kind,
        {{ "'all'" if kind == 'center' else 'answers.' ~ kind }} as scope_value
    from answers
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

placed as (
    {% for grain in ['month', 'quarter'] %}
    select
        scoped.*,
        '{{ grain }}' as period_grain,
        {{ grain }}_start_date as period_start_date
    from scoped
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

-- a scope without answers has a row, too, without a person
told as (

    select
        {%- for key in keys %}
        shown.{{ key }},
        {%- endfor %}
        placed.response_key,
        placed.person
    from shown
    left join placed
        on
            {%- for key in keys %}
            {{ 'and ' if not loop.first }}shown.{{ key }} = placed.{{ key }}
            {%- endfor %}

),

-- the whole, less those of its parts that are shown
rests as (
    {% for kind in ['team', 'site', 'outsourcer'] %}
    select
        wholes.survey_kind,
        wholes.period_grain || ' less {{ kind }}s' as period_grain,
        wholes.period_start_date,
        wholes.scope_kind,
        wholes.scope_value,
        wholes.person
    from told as wholes
    left join told as parts
        on
            wholes.response_key = parts.response_key
            and wholes.period_grain = parts.period_grain
            and parts.scope_kind = '{{ kind }}'
    where wholes.scope_kind = 'center' and parts.response_key is null
    union all
    {%- endfor %}
    select
        wholes.survey_kind,
        'quarter less months' as period_grain,
        wholes.period_start_date,
        wholes.scope_kind,
        wholes.scope_value,
        wholes.person
    from told as wholes
    left join told as parts
        on
            wholes.response_key = parts.response_key
            and wholes.scope_kind = parts.scope_kind
            and parts.period_grain = 'month'
    where wholes.period_grain = 'quarter' and parts.response_key is null

),

groups_of_people as (

    select {{ keys | join(', ') }}, person from told
    union all
    select {{ keys | join(', ') }}, person from rests

)

select
    {{ keys | join(',\n    ') }},
    count(distinct person) as people
from groups_of_people
group by {{ keys | join(', ') }}
having count(distinct person) < {{ size }}
