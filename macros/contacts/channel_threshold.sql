{#- The service-level threshold (seconds) of a channel whose queue names none: cc_service_level_seconds, null for the other channels. -#}
{% macro channel_threshold(channel) -%}
    case {{ channel }}
        {%- for name, seconds in var('cc_service_level_seconds').items() %}
        when '{{ name }}' then {{ seconds }}
        {%- endfor %}
    end
{%- endmacro %}
