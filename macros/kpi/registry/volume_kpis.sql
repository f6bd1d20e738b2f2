{#- Of kpi_ratios(): volume beyond plain counts: contacts per customer, after-hours share. -#}
{% macro volume_kpis() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{{ return({
    'contacts_per_customer': {
        'numerator': 'contacts_offered_identified', 'denominator': 'customers_offered',
        'squares': 'contacts_per_customer_squares',
        'unit': 'number', 'better': 'lower', 'interval': 'normal', 'bounds': [0, none],
        'scopes': by_place,
        'definition_id': 'contacts_per_customer/offered_identified/v1',
        'formula': 'Offered contacts of identified customers / different customers among them',
        'variants': 'Some divide by all customers of the company, callers or not (a contact rate)',
        'source': 'Field usage',
        'label_en': 'Contacts per customer', 'label_zh': '每位客户联络次数',
        'label_bg': 'Контакти на клиент', 'label_ru': 'Обращений на клиента',
    },
    'after_hours_share': {
        'numerator': 'contacts_offered_after_hours', 'denominator': 'contacts_offered_with_calendar',
        'unit': 'ratio', 'better': none, 'interval': 'wilson', 'bounds': [0, 1],
        'scopes': by_place,
        'definition_id': 'after_hours_share/offered/v1',
        'formula':
            'Offered contacts that came outside the opening hours of their queue / offered ones whose queue has a calendar',
        'variants': 'Talkdesk leaves calls outside the hours out of the service level altogether',
        'source': 'Field usage',
        'label_en': 'After-hours share', 'label_zh': '非营业时间联络占比',
        'label_bg': 'Дял извън работно време', 'label_ru': 'Доля вне рабочего времени',
    },
}) }}
{% endmacro %}
