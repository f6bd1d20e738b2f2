{#-
The countries whose numbers each source writes without a calling code (cc_source_countries), as a select: source, region, position (from 1,
in the order in which they are tried). A source without countries has the region 001, the world.
-#}
{% macro source_countries() -%}
    {#- what is no mapping is refused by check_config, which speaks after everything is read -#}
    {%- set countries = var('cc_source_countries') if var('cc_source_countries') is mapping else {} -%}
    {%- for source in var('cc_sources') -%}
        {%- set outer = loop -%}
        {%- for region in countries.get(source) or ['001'] %}
    select
        '{{ source }}' as source,
        '{{ region }}' as region,
        {{ loop.index }} as position
            {%- if not (loop.last and outer.last) %}
    union all
            {%- endif %}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
