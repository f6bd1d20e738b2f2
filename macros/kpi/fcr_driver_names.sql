{#-
What first contact resolution is held against in fcr_drivers, each a column of int_fcr_contact_traits
whose values are the levels; every contact has one level of each. Returns a list of names.
-#}
{% macro fcr_driver_names() %}
{{ return([
    'channel', 'queue', 'topic', 'complexity', 'language', 'after_hours', 'script', 'knowledge',
    'transferred', 'misrouted', 'self_service_before', 'unresolved_reason', 'agent_training',
    'agent_tenure', 'customer',
]) }}
{% endmacro %}
