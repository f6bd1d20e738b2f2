-- What was published of a quarter, by any build of which a source delivered its surveys from the folder it has now: adding or
-- taking away other sources makes no other center of it, since the answers that came in between would be the difference.
{{ config(materialized='view') }}
{%- set kinds = {'esat_rate': 'esat', 'enps': 'enps', 'enps_promoters': 'enps', 'enps_detractors': 'enps'} %}

with versions as (

    select
        kpi_versions.*,
        {{ period_start('quarter', 'period_start_date') }} as quarter_start_date,
        case kpi
            {%- for kpi, kind in kinds.items() %}
            when '{{ kpi }}' then '{{ kind }}'
            {%- endfor %}
        end as survey_kind
    from {{ source('state', 'kpi_versions') }} as kpi_versions
    where
        kpi in ('{{ kinds | join("', '") }}')
        and value is not null
        and period_grain in ('month', 'quarter')

),

publications as (

    select * from {{ source('state', 'publications') }}

),

remembered_folders as (

    select * from {{ source('state', 'employee_survey_folders') }}

),

folders as (

    select * from {{ ref('int_employee_survey_folders') }}

),

next_publication as (

    select * from {{ ref('int_next_publication') }}

),

of_this_center as (

    select remembered_folders.publication_number
    from remembered_folders
    inner join folders on remembered_folders.folder_fingerprint = folders.folder_fingerprint
    union
    select publications.publication_number
    from publications
    inner join next_publication on publications.folders_fingerprint = next_publication.folders_fingerprint

),

ordered as (

    select
        versions.*,
        min(versions.publication_number) over (
            partition by versions.survey_kind, versions.quarter_start_date
        ) as first_publication_number
    from versions
    inner join of_this_center on versions.publication_number = of_this_center.publication_number

)

select
    kpi,
    definition_id,
    survey_kind,
    quarter_start_date,
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    publication_number,
    numerator,
    denominator,
    value
from ordered
where publication_number = first_publication_number
