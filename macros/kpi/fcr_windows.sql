{#-
The hours within which a next contact counts as a repeat in fcr_by_window, side by side; none
exceeds 720.
-#}
{% macro fcr_windows() %}
{{ return([24, 72, 168, 336, 720]) }}
{% endmacro %}
