{#- The components that the adjusted KPIs of a subject are made of. Arguments: subject, a value of adjusted_kpis(). Returns a list. -#}
{% macro adjusted_components(subject) -%}
    {%- set registry = kpis() -%}
    {%- set names = [] -%}
    {%- for kpi, counted in adjusted_kpis().items() if counted == subject -%}
        {%- for part in ['numerator', 'denominator', 'squares'] -%}
            {%- set name = registry[kpi][part] -%}
            {%- if name and name not in names -%}{%- do names.append(name) -%}{%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(names) -}}
{%- endmacro %}
