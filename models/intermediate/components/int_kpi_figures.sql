-- Every KPI of every period and scope in one shape, with the period before beside it. A view where it can be one: the
-- rows are many and read once.
{{ config(materialized=view_or_table()) }}
{%- set double = type_double() %}
{%- set least_sample = var('cc_minimum_sample') %}
{%- set parts = {
    'numerator': 'numerator',
    'denominator': 'denominator',
    'sample': 'sample',
    'squares': 'squares',
    'promoters': 'promoters',
    'detractors': 'detractors',
    'interval_low': 'given_low',
    'interval_high': 'given_high',
} %}

with components as (

    select * from {{ ref('int_period_components') }}

),

paired as (

    select
        components.*
        {%- for name in kpi_components() %},
        previous.{{ name }} as previous_{{ name }}
        {%- endfor %}
    from components
    left join components as previous
        on
            components.period_grain = previous.period_grain
            and components.previous_period_start_date = previous.period_start_date
            and components.scope_kind = previous.scope_kind
            and components.scope_value = previous.scope_value

),

figures as (
    {% for name, kpi in kpis().items() %}
    select
        '{{ name }}' as kpi,
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        is_complete,
        '{{ kpi.definition_id }}' as definition_id,
        '{{ kpi.interval }}' as interval_kind,
        '{{ kpi.better or 'neither' }}' as better,
        '{{ kpi.bands | default(name) }}' as bands,
        {{ 'true' if kpi.denominator else 'false' }} as is_ratio,
        {{ 'true' if kpi.sample else 'false' }} as is_sampled,
        cast({{ kpi.scale }} as {{ double }}) as scale,
        {{ kpi.pending | default('0') }} as pending,
        {%- for front in ['', 'previous_'] %}
        {%- for part, name in parts.items() %}
        cast({{ front ~ kpi[part] if kpi[part] else 'null' }} as {{ double }}) as {{ front ~ name }}
        {{- ',' if not (front and loop.last) }}
        {%- endfor %}
        {%- endfor %}
    from paired
    where scope_kind in ('{{ kpi.scopes | join("', '") }}')
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

valued as (

    select
        figures.*,
        case
            when is_ratio then scale * {{ safe_divide('numerator', 'denominator') }}
            else numerator
        end as value,
        case
            when is_ratio then scale * {{ safe_divide('previous_numerator', 'previous_denominator') }}
            else previous_numerator
        end as previous_value,
        case when is_sampled then coalesce(sample >= {{ least_sample }}, false) end as is_reliable,
        case when is_sampled then coalesce(previous_sample >= {{ least_sample }}, false) end
            as is_previous_reliable
    from figures

),

bounded as (

    select
        valued.*,
        {%- for front in ['', 'previous_'] %}
        {%- for side, sign in {'low': '-', 'high': '+'}.items() %}
        case interval_kind
            when 'wilson'
                then scale * {{ wilson_low(front ~ 'numerator', front ~ 'denominator') if side == 'low'
                    else wilson_high(front ~ 'numerator', front ~ 'denominator') }}
            when 'normal'
                then {{ front }}value {{ sign }} scale * {{ normal_margin(
                    front ~ 'numerator', front ~ 'squares', front ~ 'denominator'
                ) }}
            when 'nps'
                then case
                    -- the cut would make an end of what is unknown
                    when {{ front }}denominator >= 2
                        then {{ 'greatest(-scale, ' if side == 'low' else 'least(scale, ' }}scale * (
                            {{ front }}numerator / ({{ front }}denominator + 3) {{ sign }} {{ nps_margin(
                                front ~ 'promoters', front ~ 'detractors', front ~ 'denominator'
                            ) }}
                        ))
                end
            when 'given' then {{ front }}given_{{ side }}
        end as {{ front }}interval_{{ side }}
        {{- ',' if not (front and loop.last) }}
        {%- endfor %}
        {%- endfor %}
    from valued

)

select * from bounded
