{#- The kinds of scope in which a component has a meaning, in the order of its subjects. Arguments: component, its name. -#}
{% macro component_scopes(component) -%}
    {%- set entry = kpi_components()[component] -%}
    {%- if entry.scopes is defined -%}{{- return(entry.scopes) -}}{%- endif -%}
    {%- set scopes = [] -%}
    {%- for subject in entry.subjects -%}
        {%- do scopes.extend(kpi_subjects()[subject].scopes) -%}
    {%- endfor -%}
    {{- return(scopes) -}}
{%- endmacro %}
