{#- The states of an agent who takes contacts: with a contact, in the work after it, or waiting for one. Returns a list. -#}
{% macro working_states() -%}
    {{ return(['available', 'on_contact', 'wrap_up']) }}
{%- endmacro %}
