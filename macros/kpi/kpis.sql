{#-
The registry as it is built: kpi_ratios() with every choice resolved by its variable, and the
windows and the match written into the definition ids. Everything that renders SQL reads this, never kpi_ratios() itself.
Returns a dict of the same shape.
-#}
{% macro kpis() -%}
    {%- set registry = kpi_ratios() -%}
    {%- set resolved = {} -%}
    {%- for name, kpi in registry.items() -%}
        {%- set entry = dict(kpi) -%}
        {%- if kpi.chosen_by is defined -%}
            {%- set entry = dict(registry[kpi.choices[var(kpi.chosen_by)]], **kpi) -%}
        {%- endif -%}
        {%- do entry.update({
            'scale': entry.scale | default(1),
            'sample': entry.sample if entry.sample is defined else entry.denominator,
            'definition_id': entry.definition_id
                .replace('{window_hours}', var('cc_fcr_window_hours') | string)
                .replace('{survey_hours}', var('cc_survey_answer_hours') | string)
                .replace('{tolerance_seconds}', var('cc_adherence_tolerance_seconds') | string)
                .replace('{currency}', var('cc_currency') | lower)
                .replace('{match}', '/same_topic' if var('cc_fcr_match') == 'same_topic' else ''),
        }) -%}
        {%- do resolved.update({name: entry}) -%}
    {%- endfor -%}
    {{- return(resolved) -}}
{%- endmacro %}
