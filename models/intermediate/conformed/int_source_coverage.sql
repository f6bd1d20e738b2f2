-- Which columns a source really fills: what it never fills is unknown everywhere, not zero. A table: as the text of a view it is
-- longer than what the metastore of Spark keeps.
{{ config(materialized='table') }}
{% set entities = canonical_entities() %}
with
{% for entity, contract in entities.items() %}
{{ entity }}_filled as (

    select
        source,
        count(*) as rows_accepted
        {%- for name, column in contract.columns.items() %},
        count({{ name ~ '_code' if column.type == 'word' else name }}) as {{ name }}
        {%- endfor %}
    from {{ ref('int_' ~ entity ~ '__unioned') }}
    where row_status = 'accepted'
    group by source

),
{% endfor %}

coverage as (
    {# one select per entity, not per column: an engine of many machines makes a task and a file of each #}
    {%- for entity, contract in entities.items() %}
    select
        {{ entity }}_filled.source,
        '{{ entity }}' as entity,
        names.column_name,
        cast({{ entity }}_filled.rows_accepted as {{ type_bigint() }}) as rows_accepted,
        cast(
            case names.column_name
                {%- for name in contract.columns %}
                when '{{ name }}' then {{ entity }}_filled.{{ name }}
                {%- endfor %}
            end as {{ type_bigint() }}
        ) as rows_filled
    from {{ entity }}_filled
    cross join (values ('{{ contract.columns.keys() | join("'), ('") }}')) as names (column_name)
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from coverage
