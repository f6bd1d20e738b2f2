{#-
The durations that histograms are kept of, as the KPIs call them. Returns a dict: measure -> {
    scopes: the kinds of scope in which it is measured,
    sample: component that counts its observations,
    pending: component that counts those which may still end, where there are any,
}
-#}
{% macro percentile_measures() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set everywhere = by_place + ['team', 'site', 'outsourcer'] %}
{{ return({
    'wait': {'scopes': by_place, 'sample': 'live_entries_answered_with_wait'},
    'handle': {'scopes': everywhere, 'sample': 'contacts_with_handle_time'},
    'first_response': {'scopes': everywhere, 'sample': 'first_response_observations'},
    'first_response_business': {'scopes': everywhere, 'sample': 'first_response_business_observations'},
    'resolution': {'scopes': everywhere, 'sample': 'resolution_observations'},
    'resolution_business': {'scopes': everywhere, 'sample': 'resolution_business_observations'},
}) }}
{% endmacro %}
