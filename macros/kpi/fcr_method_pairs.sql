{#- Every two of fcr_methods(), the earlier one first. Returns a list of pairs of names. -#}
{% macro fcr_method_pairs() %}
    {%- set methods = fcr_methods() | list -%}
    {%- set pairs = [] -%}
    {%- for method_a in methods -%}
        {%- for method_b in methods[loop.index:] -%}
            {%- do pairs.append([method_a, method_b]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(pairs) -}}
{% endmacro %}
