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
    {% for entity, contract in entities.items() %}
    {%- set outer_last = loop.last %}
    {%- for name in contract.columns %}
    select
        source,
        '{{ entity }}' as entity,
        '{{ name }}' as column_name,
        cast(rows_accepted as {{ type_bigint() }}) as rows_accepted,
        cast({{ name }} as {{ type_bigint() }}) as rows_filled
    from {{ entity }}_filled
    {{- '\n    union all' if not (loop.last and outer_last) }}
    {%- endfor %}
    {%- endfor %}

)

select * from coverage
