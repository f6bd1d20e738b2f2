{#-
A select list that has scope_flag() for every list of kinds in which some component has a meaning,
over a relation with scope_kind.
-#}
{% macro select_scope_flags() -%}
    {%- set flags = {} -%}
    {%- for component in kpi_components().values() -%}
        {%- set kinds = component_scopes(component) -%}
        {%- set is_one = "scope_kind in ('" ~ kinds | join("', '") ~ "')" -%}
        {%- do flags.update({scope_flag(kinds): is_one}) -%}
    {%- endfor -%}
    {%- for flag, is_one in flags.items() %}
        {{ is_one }} as {{ flag }}
        {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
