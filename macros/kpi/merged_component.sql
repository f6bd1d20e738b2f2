{#-
A component of a period where the subjects that count it are joined side by side to
`scopes`, which has select_scope_flags(): zero where none of them has a row, null where it has no
meaning for the scope; one of a period is unknown without a row, and so is what has no row at
`unallocated`, except where that is a subject's own. Arguments: name and component, an item of
kpi_components().
-#}
{% macro merged_component(name, component) -%}
    {%- set counted = [] -%}
    {%- set shared_out = [] -%}
    {%- for subject in component.subjects -%}
        {%- do counted.append(subject ~ '.' ~ name) -%}
        {%- do shared_out.append(subject) if kpi_subjects()[subject].is_shared_out -%}
    {%- endfor -%}
    {%- if is_summed(component) and shared_out -%}
        {%- do counted.append('0') -%}
    {%- elif is_summed(component) -%}
        {%- do counted.append("case when scopes.scope_value <> 'unallocated' then 0 end") -%}
    {%- endif -%}
    case
            when scopes.{{ scope_flag(component_scopes(component)) }}
                then {{ 'coalesce(' ~ counted | join(', ') ~ ')' if counted | length > 1 else counted[0] }}
        end
{%- endmacro %}
