{#-
CTEs that divide the answers of employees by a column into blocks, each of at least cc_anonymity_group_size people: `<column>_blocks`
has one row per survey_quarter and value of the column, with block_number, the value's own or 0. What holds too few is
withheld together in block 0; if together they are still too few, the next smallest joins them, until they are not.
    answers  name of a CTE: survey_quarter, person (null where an answer tells of nobody new) and the column
    column   what to divide the answers of a quarter by; never null
-#}
{% macro disclosure_blocks(answers, column) -%}
{%- set size = var('cc_anonymity_group_size') -%}
{%- set order = binary_order('value') -%}
{{ column }}_members as (

    select distinct
        survey_quarter,
        cast({{ column }} as {{ type_text() }}) as value,
        person
    from {{ answers }}

),

{{ column }}_sizes as (

    select
        survey_quarter,
        value,
        count(person) as people
    from {{ column }}_members
    group by survey_quarter, value

),

{{ column }}_places as (

    select
        {{ column }}_sizes.*,
        row_number() over (
            partition by survey_quarter order by people, {{ order }}
        ) as place
    from {{ column }}_sizes

),

-- somebody who answered in two of them counts once
{{ column }}_first_places as (

    select
        members.survey_quarter,
        members.person,
        min(places.place) as place
    from {{ column }}_members as members
    inner join {{ column }}_places as places
        on
            members.survey_quarter = places.survey_quarter
            and members.value = places.value
    where members.person is not null
    group by members.survey_quarter, members.person

),

{{ column }}_newcomers as (

    select
        survey_quarter,
        place,
        count(*) as newcomers
    from {{ column }}_first_places
    group by survey_quarter, place

),

{{ column }}_cumulated as (

    select
        places.*,
        sum(coalesce(newcomers.newcomers, 0)) over (
            partition by places.survey_quarter
            order by places.place
            rows between unbounded preceding and current row
        ) as people_so_far,
        sum(case when places.people < {{ size }} then 1 else 0 end) over (
            partition by places.survey_quarter
        ) as too_small
    from {{ column }}_places as places
    left join {{ column }}_newcomers as newcomers
        on
            places.survey_quarter = newcomers.survey_quarter
            and places.place = newcomers.place

),

{{ column }}_withheld as (

    select
        {{ column }}_cumulated.*,
        min(case when place >= too_small and people_so_far >= {{ size }} then place end) over (
            partition by survey_quarter
        ) as last_withheld_place
    from {{ column }}_cumulated

),

{{ column }}_blocks as (

    select
        survey_quarter,
        value,
        case when too_small > 0 and place <= last_withheld_place then 0 else place end as block_number
    from {{ column }}_withheld

)
{%- endmacro %}
