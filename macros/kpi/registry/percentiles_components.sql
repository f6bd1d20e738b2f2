{#- Of kpi_components(): percentiles of durations, the ends of their intervals, and what of their observations nobody else counts. -#}
{% macro percentiles_components() -%}
    {%- set components = {} -%}
    {%- for measure, entry in percentile_measures().items() -%}
        {%- set of_period = {'subjects': ['percentiles'], 'is_of_period': true, 'scopes': entry.scopes} -%}
        {%- if entry.sample == measure ~ '_observations' -%}
            {%- do components.update({entry.sample: dict(of_period, unit='count')}) -%}
        {%- endif -%}
        {%- for percentile in percentiles() -%}
            {%- for column in ['seconds', 'interval_low', 'interval_high'] -%}
                {%- do components.update({
                    percentile ~ '_' ~ measure ~ '_' ~ column: dict(of_period, unit='seconds'),
                }) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(components) -}}
{%- endmacro %}
