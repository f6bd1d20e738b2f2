-- Versions that follow each other in the memory, and what this build has against the last one: remembered after the publication,
-- the second part becomes the first, and the table stays the same.
{%- set keys = ['kpi', 'definition_id', 'period_grain', 'period_start_date', 'scope_kind', 'scope_value'] %}
{%- set columns = keys + [
    'publication_number', 'horizon_at', 'previous_publication_number', 'numerator', 'denominator', 'value', 'is_settled'
] %}

with remembered as (

    select * from {{ ref('int_kpi_versions__remembered') }}

),

changed as (

    select * from {{ ref('int_kpi_versions__changed') }}

),

versions as (

    select {{ columns | join(', ') }} from remembered
    where previous_publication_number is not null

    union all

    select {{ columns | join(', ') }} from changed
    where previous_publication_number is not null

),

paired as (

    select
        versions.*,
        remembered.horizon_at as published_at_horizon,
        remembered.numerator as published_numerator,
        remembered.denominator as published_denominator,
        remembered.value as published_value,
        remembered.is_settled as was_settled
    from versions
    inner join remembered
        on
            versions.previous_publication_number = remembered.publication_number
            {%- for key in keys %}
            and versions.{{ key }} = remembered.{{ key }}
            {%- endfor %}

)

select
    {{ keys | join(',\n    ') }},
    publication_number,
    published_at_horizon,
    published_numerator,
    published_denominator,
    published_value,
    was_settled,
    horizon_at,
    numerator,
    denominator,
    value,
    value - published_value as change,
    case
        when value is null then 'withdrawn'
        when was_settled = false then 'settling'
        else 'restatement'
    end as kind
from paired
-- a version in which the windows have closed and nothing moved is no news to a reader
where
    false
    {%- for figure in ['numerator', 'denominator', 'value'] %}
    or {{ figures_differ(figure, 'published_' ~ figure) }}
    {%- endfor %}
