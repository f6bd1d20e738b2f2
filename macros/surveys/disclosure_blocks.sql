{#-
CTEs that divide the answers of employees by a column into blocks, each of at least cc_anonymity_group_size people: `<column>_blocks`
has one row per survey_kind, quarter_start_date and value of the column, with block_number, the value's own or 0. What holds too few is
withheld together in block 0; if together they are still too few, the next smallest joins them, until they are not.
    answers  name of a CTE: survey_kind, quarter_start_date, person and the column
    column   what to divide the answers of a quarter by; never null
-#}
{% macro disclosure_blocks(answers, column) -%}
{%- set size = var('cc_anonymity_group_size') -%}
{%- set order = binary_order('value') -%}
{{ column }}_members as (

    select distinct
        survey_kind,
        quarter_start_date,
        cast({{ column }} as {{ type_text() }}) as value,
        person
    from {{ answers }}

),

{{ column }}_sizes as (

    select
        survey_kind,
        quarter_start_date,
        value,
        count(*) as people
    from {{ column }}_members
    group by survey_kind, quarter_start_date, value

),

{{ column }}_places as (

    select
        {{ column }}_sizes.*,
        row_number() over (
            partition by survey_kind, quarter_start_date order by people, {{ order }}
        ) as place
    from {{ column }}_sizes

),

-- somebody who answered in two of them counts once
{{ column }}_first_places as (

    select
        members.survey_kind,
        members.quarter_start_date,
        members.person,
        min(places.place) as place
    from {{ column }}_members as members
    inner join {{ column }}_places as places
        on
            members.survey_kind = places.survey_kind
            and members.quarter_start_date = places.quarter_start_date
            and members.value = places.value
    group by members.survey_kind, members.quarter_start_date, members.person

),

{{ column }}_newcomers as (

    select
        survey_kind,
        quarter_start_date,
        place,
        count(*) as newcomers
    from {{ column }}_first_places
    group by survey_kind, quarter_start_date, place

),

{{ column }}_cumulated as (

    select
        places.*,
        sum(coalesce(newcomers.newcomers, 0)) over (
            partition by places.survey_kind, places.quarter_start_date
            order by places.place
            rows between unbounded preceding and current row
        ) as people_so_far,
        sum(case when places.people < {{ size }} then 1 else 0 end) over (
            partition by places.survey_kind, places.quarter_start_date
        ) as too_small
    from {{ column }}_places as places
    left join {{ column }}_newcomers as newcomers
        on
            places.survey_kind = newcomers.survey_kind
            and places.quarter_start_date = newcomers.quarter_start_date
            and places.place = newcomers.place

),

{{ column }}_withheld as (

    select
        {{ column }}_cumulated.*,
        min(case when place >= too_small and people_so_far >= {{ size }} then place end) over (
            partition by survey_kind, quarter_start_date
        ) as last_withheld_place
    from {{ column }}_cumulated

),

{{ column }}_blocks as (

    select
        survey_kind,
        quarter_start_date,
        value,
        case when too_small > 0 and place <= last_withheld_place then 0 else place end as block_number
    from {{ column }}_withheld

)
{%- endmacro %}
