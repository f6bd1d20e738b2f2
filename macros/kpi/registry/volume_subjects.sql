{#- Of kpi_subjects(): volume beyond plain counts: contacts per customer, after-hours share. -#}
{% macro volume_subjects() %}
{{ return({
    'contact_customers': {
        'periods': 'int_contact_customer_periods',
        'scopes': ['center', 'channel', 'queue', 'topic'],
    },
}) }}
{% endmacro %}
