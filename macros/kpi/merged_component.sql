{#-
A component of a period where the subjects that count it are joined side by side: zero where none of
them has a row, null where it has no meaning for the scope; one of a period is unknown without a
row. Arguments: name and component, an item of kpi_components().
-#}
{% macro merged_component(name, component) -%}
    {%- set counted = [] -%}
    {%- for subject in component.subjects -%}
        {%- do counted.append(subject ~ '.' ~ name) -%}
    {%- endfor -%}
    {%- if is_summed(component) -%}
        {%- do counted.append('0') -%}
    {%- endif -%}
    case
            when scopes.scope_kind in ('{{ component_scopes(component) | join("', '") }}')
                then {{ 'coalesce(' ~ counted | join(', ') ~ ')' if counted | length > 1 else counted[0] }}
        end
{%- endmacro %}
