{#- scope_flag() of the kinds of scope in which components that are made of others have a meaning. Returns a list of names. -#}
{% macro derived_scope_flags() -%}
    {%- set flags = [] -%}
    {%- for component in kpi_components().values() if component.derived is defined -%}
        {%- do flags.append(scope_flag(component.scopes)) -%}
    {%- endfor -%}
    {{- return(flags | unique | list) -}}
{%- endmacro %}
