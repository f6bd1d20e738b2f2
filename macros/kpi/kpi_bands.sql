{#-
Where the field has a usual range for a KPI: up to `low` is low, from `usual_from` to `usual_to`
usual, from `high` on high, and between them below_usual and above_usual. A reading aid, never a
verdict. Returns a dict: bands -> {low, usual_from, usual_to, high}
-#}
{% macro kpi_bands() %}
{{ return({
    'fcr': {'low': 0.40, 'usual_from': 0.65, 'usual_to': 0.75, 'high': 0.90},
}) }}
{% endmacro %}
