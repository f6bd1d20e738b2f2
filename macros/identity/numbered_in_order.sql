{#-
The rows of a relation, numbered from 1 without a gap, in an order of time. One window over all of them would be one task of a cluster, and
the only one: rows are numbered within portions, which follow one another in the same order, from where the portion before ends. A portion
is a day; what has no time is cut by its texts.
    relation   name of a CTE
    number     name of the column that is added
    at         its timestamp, which may be null: such rows come last
    texts      what orders those among each other, coarsest first: texts, never null, whose order is a part of `order`
    order      what follows `at` in the order, any SQL expressions; with it, the order must be total
-#}
{% macro numbered_in_order(relation, number, at, texts, order) -%}
    {%- set cuts = [] -%}
    {%- for text in texts %}{% do cuts.append('portion_text_' ~ loop.index) %}{% endfor -%}
    with portioned as (

        select
            {{ relation }}.*,
            coalesce({{ to_date(at) }}, cast('9999-12-31' as {{ type_date() }})) as portion_date
            {%- for text in texts %},
            case when {{ at }} is null then {{ text }} else '' end as {{ cuts[loop.index0] }}
            {%- endfor %}
        from {{ relation }}

    ),

    portions as (

        select
            portion_date,
            {{ cuts | join(', ') }},
            count(*) as portion_rows
        from portioned
        group by portion_date, {{ cuts | join(', ') }}

    ),

    ends as (

        select
            portions.*,
            sum(portion_rows) over (
                order by portion_date
                {%- for cut in cuts %}, {{ binary_order(cut) }}{% endfor %}
                rows between unbounded preceding and current row
            ) as rows_to_its_end
        from portions

    )

    select
        portioned.*,
        cast(ends.rows_to_its_end - ends.portion_rows as {{ type_bigint() }}) + row_number() over (
            partition by portioned.portion_date
                {%- for cut in cuts %}, portioned.{{ cut }}{% endfor %}
            order by {{ at }} nulls last, {{ order | join(', ') }}
        ) as {{ number }}
    from portioned
    inner join ends
        on
            portioned.portion_date = ends.portion_date
            {%- for cut in cuts %}
            and portioned.{{ cut }} = ends.{{ cut }}
            {%- endfor %}
{%- endmacro %}
