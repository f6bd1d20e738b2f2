{#- The service-level threshold (seconds) of a channel whose queue names none: cc_service_level_seconds, null for the other channels. -#}
{% macro channel_threshold(channel) -%}
    {%- set thresholds = var('cc_service_level_seconds') -%}
    {#- what is no mapping is refused by check_config, which speaks after everything is read -#}
    {%- if thresholds is mapping and thresholds -%}
    case {{ channel }}
        {%- for name, seconds in thresholds.items() %}
        when '{{ name }}' then {{ seconds }}
        {%- endfor %}
    end
    {%- else -%}
    cast(null as {{ type_bigint() }})
    {%- endif -%}
{%- endmacro %}
