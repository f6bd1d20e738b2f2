-- A view, read by two models: long by KPI, so that each joins once and not once per KPI. PostgreSQL knows nothing of a CTE that is
-- read nine times, and joined it by trying each pair.
{{ config(materialized='view') }}
{#- Exact, as scores are fractions: the order of the rows must not matter where they are added. #}
{%- set exact = 'decimal(38, 12)' %}

with days as (

    select * from {{ ref('int_mix_days') }}

),

measured as (
    {% for kpi, subject in adjusted_kpis().items() %}
    {%- set parts = kpis()[kpi] %}
    select
        '{{ kpi }}' as kpi,
        date_day,
        scope_kind,
        scope_value,
        channel,
        topic,
        complexity,
        cast({{ parts.numerator }} as {{ exact }}) as numerator,
        cast({{ parts.denominator }} as {{ exact }}) as denominator,
        cast({{ parts.squares if parts.squares else 'null' }} as {{ exact }}) as squares
    from days
    where subject = '{{ subject }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from measured
