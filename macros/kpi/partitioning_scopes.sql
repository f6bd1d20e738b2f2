{#-
The kinds of scope, other than the center, over whose values a component adds up to the center's:
all that its first subject has, as what it counts belongs to one value of each; none where it has no
meaning for the center, is one of a period and does not add up, or is shared (`is_shared`: a contact of two agents is a contact of each). But
only queue entries all have a queue. What agents share may be counted by a later subject, too. Arguments: component, a value of kpi_components(). Returns a list.
-#}
{% macro partitioning_scopes(component) -%}
    {%- set meaningful = component_scopes(component) -%}
    {%- set scopes = [] -%}
    {%- if not is_summed(component) or component.is_shared | default(false) -%}{{- return(scopes) -}}{%- endif -%}
    {%- set subject = component.subjects[0] -%}
    {%- for scope in kpi_subjects()[subject].scopes if scope in meaningful and scope != 'center' -%}
        {%- if 'center' in meaningful and (scope != 'queue' or subject == 'queue_entries') -%}
            {%- do scopes.append(scope) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(scopes) -}}
{%- endmacro %}
