{#-
The KPIs that are one component over another and have a meaning for a kind of scope: a select list
over its components. A ratio (times its scale) is null where a component is unknown or the denominator is zero.
Arguments: scope_kind.
-#}
{% macro select_ratios(scope_kind) -%}
    {%- set columns = [] -%}
    {%- for name, kpi in kpis().items() if kpi.denominator and scope_kind in kpi.scopes -%}
        {%- set ratio = safe_divide(kpi.numerator, kpi.denominator) | trim -%}
        {%- if kpi.scale != 1 -%}{%- set ratio = kpi.scale ~ ' * ' ~ ratio -%}{%- endif -%}
        {%- do columns.append(ratio ~ ' as ' ~ name) -%}
    {%- endfor -%}
    {{- columns | join(',\n        ') -}}
{%- endmacro %}
