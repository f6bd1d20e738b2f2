{#- guardrail_pairs() of which this build has both KPIs. Returns a dict of the same shape. -#}
{% macro watched_pairs() -%}
    {%- set registry = kpis() -%}
    {%- set pairs = {} -%}
    {%- for pair, watched in guardrail_pairs().items() if watched.pushed in registry and watched.guarded in registry -%}
        {%- do pairs.update({pair: watched}) -%}
    {%- endfor -%}
    {{- return(pairs) -}}
{%- endmacro %}
