{#- A select of the greatest number that any row of the memory carries, `last_number`; null where it is empty. -#}
{% macro last_publication_number() -%}
    select max(publication_number) as last_number
    from (
        {%- for table in state_tables() %}
        select publication_number from {{ source('state', table) }}
        {{- '\n        union all' if not loop.last }}
        {%- endfor %}
    ) as numbered
{%- endmacro %}
