{#-
The components that have a meaning for a kind of scope, in the registry's order: a select list.
Arguments: scope_kind.
-#}
{% macro select_scope_components(scope_kind) -%}
    {%- set columns = [] -%}
    {%- for name, component in kpi_components().items() -%}
        {%- if scope_kind in component_scopes(component) -%}
            {%- do columns.append(name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- columns | join(',\n        ') -}}
{%- endmacro %}
