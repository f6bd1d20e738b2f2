{#- Of kpi_components(): surveys of employees: ESAT and eNPS, withheld where a group is small. -#}
{% macro employees_components() %}
{{ return({
    'esat_responses': {
        'subjects': ['employee_surveys'], 'unit': 'count', 'is_of_period': true,
    },
    'esat_satisfied': {
        'subjects': ['employee_surveys'], 'unit': 'count', 'is_of_period': true,
    },
    'enps_responses': {
        'subjects': ['employee_surveys'], 'unit': 'count', 'is_of_period': true,
    },
    'enps_promoters': {
        'subjects': ['employee_surveys'], 'unit': 'count', 'is_of_period': true,
    },
    'enps_detractors': {
        'subjects': ['employee_surveys'], 'unit': 'count', 'is_of_period': true,
    },
    'enps_balance': {
        'subjects': ['employee_surveys'], 'unit': 'points', 'is_of_period': true,
    },
}) }}
{% endmacro %}
