{#- Hours for which a contact is followed: no window is longer, and no row depends on more. -#}
{% macro longest_fcr_window() %}
{{ return(720) }}
{% endmacro %}
