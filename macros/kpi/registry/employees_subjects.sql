{#- Of kpi_subjects(): surveys of employees: ESAT and eNPS, withheld where a group is small. -#}
{% macro employees_subjects() %}
{{ return({
    'employee_surveys': {
        'periods': 'int_employee_survey_periods',
        'scopes': ['center', 'team', 'site', 'outsourcer'],
    },
}) }}
{% endmacro %}
