{#-
The registry's components of a subject, added up over days: a select list. Arguments: subject, a key
of kpi_subjects(); relation, the name that the daily model has in the query.
-#}
{% macro sum_components(subject, relation) -%}
    {%- set columns = [] -%}
    {%- for name, component in kpi_components().items() if subject in component.subjects -%}
        {%- set sum = 'sum(' ~ relation ~ '.' ~ name ~ ')' -%}
        {%- if component.squares_of is not defined and not component.exact | default(false) -%}
            {%- set sum = 'cast(' ~ sum ~ ' as ' ~ type_bigint() ~ ')' -%}
        {%- endif -%}
        {%- do columns.append(sum ~ ' as ' ~ name) -%}
    {%- endfor -%}
    {{- columns | join(',\n        ') -}}
{%- endmacro %}
