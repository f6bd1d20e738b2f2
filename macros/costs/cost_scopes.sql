{#- The kinds of scope that the ledger is allocated over, beside the center. Returns a list. -#}
{% macro cost_scopes() -%}
    {{- return(['channel', 'queue', 'topic', 'team', 'site', 'outsourcer']) -}}
{%- endmacro %}
