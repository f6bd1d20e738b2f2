{#-
A component of a period where the subjects that count it are joined side by side: zero where none of them has a row, null where it
has no meaning for the scope. Arguments: name, of the component.
-#}
{% macro merged_component(name) -%}
    {%- set counted = [] -%}
    {%- for subject in kpi_components()[name].subjects -%}
        {%- do counted.append(subject ~ '.' ~ name) -%}
    {%- endfor -%}
    case
            when scopes.scope_kind in ('{{ component_scopes(name) | join("', '") }}')
                then coalesce({{ counted | join(', ') }}, 0)
        end
{%- endmacro %}
