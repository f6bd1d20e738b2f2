{#- The named service-level formulas (DECISIONS.md 12). Returns a list of names. -#}
{% macro kpi_service_level_formulas() %}
{{ return([
    'answered_of_offered_less_short',
    'answered_of_offered',
    'answered_of_answered',
    'abandons_in_threshold_met',
    'abandons_in_threshold_left_out',
    'short_abandons_met',
]) }}
{% endmacro %}
