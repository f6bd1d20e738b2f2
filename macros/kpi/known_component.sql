{#-
A component of a period, null instead of zero where nobody could know it: its population is not
empty but nothing in it is known (a sum that is not zero is known, whoever added to it), or it needs
a whole FCR window of history that was not delivered. Arguments: name and component, an item of
kpi_components().
-#}
{% macro known_component(name, component) -%}
    {%- set value = name -%}
    {%- if component.exact | default(false) -%}
        {%- set value = 'cast(' ~ name ~ ' as ' ~ type_double() ~ ')' -%}
    {%- endif -%}
    {%- if component.population is defined -%}
    case
            when {{ component.population }} = 0 or {{ component.known_by }} > 0 or {{ name }} <> 0
                then {{ value }}
        end
    {%- elif component.needs_history | default(false) -%}
    case when has_window_before then {{ value }} end
    {%- else -%}
    {{ value }}
    {%- endif -%}
{%- endmacro %}
