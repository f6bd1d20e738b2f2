{#-
One row per key and stretch of time, from rows with periods of validity that may overlap: of several valid ones the one that began
latest counts, and an earlier one goes on when it is over. An open start or end lasts for ever; of two rows with one start the one
updated last counts, then the source that sorts first.
    relation  SQL of the relation: valid_from, valid_to, updated_at, source, keys and columns
    keys      columns that name what is valid
    columns   columns to carry along
Adds valid_from (included) and valid_until (excluded), never null.
-#}
{% macro valid_one_at_a_time(relation, keys, columns) -%}
    {%- set key = keys | join(', ') -%}
    {%- set payload = (keys + columns) | join(',\n        ') -%}

with bounded as (

    select
        {{ payload }},
        coalesce(valid_from, {{ instant_literal('0001-01-01T00:00:00Z') }}) as begins_at,
        coalesce(valid_to, {{ instant_literal('9999-12-31T00:00:00Z') }}) as ends_at,
        updated_at,
        source
    from {{ relation }}

),

chosen as (

    select
        bounded.*,
        row_number() over (
            partition by {{ key }}, begins_at order by updated_at desc nulls last, {{ binary_order('source') }}
        ) as choice
    from bounded

),

boundaries as (

    select {{ key }}, begins_at as boundary from chosen
    where choice = 1
    union
    select {{ key }}, ends_at as boundary from chosen
    where choice = 1

),

stretches as (

    select
        {{ key }},
        boundary as valid_from,
        lead(boundary) over (partition by {{ key }} order by boundary) as valid_until
    from boundaries

),

ranked as (

    select
        {%- for name in keys + columns %}
        chosen.{{ name }},
        {%- endfor %}
        chosen.begins_at,
        stretches.valid_from,
        stretches.valid_until,
        row_number() over (
            partition by {% for name in keys %}stretches.{{ name }}, {% endfor %}stretches.valid_from
            order by chosen.begins_at desc nulls last
        ) as choice
    from stretches
    inner join chosen
        on
            {%- for name in keys %}
            stretches.{{ name }} = chosen.{{ name }} and
            {%- endfor %}
            chosen.begins_at <= stretches.valid_from
            and chosen.ends_at > stretches.valid_from
    where chosen.choice = 1

),

-- a boundary of a period that loses to another is no change: neighbours of one row are one stretch
compared as (

    select
        ranked.*,
        case
            when
                lag(begins_at) over (partition by {{ key }} order by valid_from) = begins_at
                and lag(valid_until) over (partition by {{ key }} order by valid_from) = valid_from
                then 0
            else 1
        end as is_start
    from ranked
    where choice = 1

),

numbered as (

    select
        compared.*,
        sum(is_start) over (
            partition by {{ key }} order by valid_from rows between unbounded preceding and current row
        ) as stretch_number
    from compared

),

spanned as (

    select
        {{ payload }},
        is_start,
        valid_from,
        max(valid_until) over (partition by {{ key }}, stretch_number) as valid_until
    from numbered

)

select
    {{ (keys + columns) | join(',\n    ') }},
    valid_from,
    valid_until
from spanned
where is_start = 1
{%- endmacro %}
