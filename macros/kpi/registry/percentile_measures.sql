{#-
The durations that histograms are kept of, as the KPIs call them. Returns a dict: measure -> {
    scopes: the kinds of scope in which it is measured,
    sample: component that counts its observations,
    pending: component that counts those which may still end, where there are any,
}
-#}
{% macro percentile_measures() %}
{% set everywhere = ['center', 'channel', 'queue', 'topic', 'team', 'site', 'outsourcer'] %}
{{ return({
    'wait': {'scopes': everywhere, 'sample': 'wait_observations'},
    'handle': {'scopes': everywhere, 'sample': 'contacts_with_handle_time'},
    'first_response': {
        'scopes': everywhere, 'sample': 'tickets_with_response_recorded', 'pending': 'tickets_unanswered_open',
    },
    'first_response_business': {
        'scopes': everywhere, 'sample': 'first_response_business_observations', 'pending': 'tickets_unanswered_open',
    },
    'resolution': {'scopes': everywhere, 'sample': 'tickets_with_resolution_time'},
    'resolution_business': {'scopes': everywhere, 'sample': 'tickets_with_business_resolution'},
}) }}
{% endmacro %}
