{#-
The methods that judge a first contact, in the order in which pairs of them are named. Returns a dict: method -> {
    flag: its three-state flag on int_fcr_contacts,
    pending: whether its verdict on a contact can still come or change,
}
-#}
{% macro fcr_methods() %}
{{ return({
    'repeat': {'flag': 'is_fcr_by_repeat', 'pending': 'is_identified and is_fcr_by_repeat is null'},
    'agent': {'flag': 'is_fcr_by_agent', 'pending': 'false'},
    'survey': {'flag': 'is_fcr_by_survey', 'pending': 'is_survey_pending'},
    'one_touch': {'flag': 'is_fcr_by_one_touch', 'pending': 'is_one_touch_pending'},
    'verified': {'flag': 'is_fcr_verified', 'pending': 'is_verified_pending'},
}) }}
{% endmacro %}
