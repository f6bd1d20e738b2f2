{#-
The hours within which contacts are counted as repeated or not: fcr_windows() and
cc_fcr_window_hours, which need not be one of them. Returns a list.
-#}
{% macro fcr_measured_windows() %}
{{ return((fcr_windows() + [var('cc_fcr_window_hours')]) | unique | sort) }}
{% endmacro %}
