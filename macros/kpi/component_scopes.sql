{#-
The kinds of scope in which a component has a meaning. Arguments: component, a value of
kpi_components(). Returns a list.
-#}
{% macro component_scopes(component) -%}
    {%- if component.scopes is defined -%}{{- return(component.scopes) -}}{%- endif -%}
    {%- set subjects = kpi_subjects() -%}
    {%- set scopes = [] -%}
    {%- for subject in component.subjects -%}
        {%- do scopes.extend(subjects[subject].scopes) -%}
    {%- endfor -%}
    {{- return(scopes) -}}
{%- endmacro %}
