{#- Of kpi_components(): volume beyond plain counts: contacts per customer, after-hours share. -#}
{% macro volume_components() %}
{{ return({
    'contacts_offered_with_calendar': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_offered and is_after_hours is not null',
    },
    'contacts_offered_after_hours': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_offered and is_after_hours',
        'population': 'contacts_offered', 'known_by': 'contacts_offered_with_calendar',
    },
    'customers_offered': {
        'subjects': ['contact_customers'], 'unit': 'count', 'is_of_period': true,
    },
    'contacts_offered_identified': {
        'subjects': ['contact_customers'], 'unit': 'count', 'is_of_period': true,
    },
    'contacts_per_customer_squares': {
        'subjects': ['contact_customers'], 'unit': 'count', 'is_of_period': true,
    },
}) }}
{% endmacro %}
