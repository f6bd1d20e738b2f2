{#-
scope_kind and scope_value of a row that scope_grouping_sets made. Arguments: scopes, a dict of kind
of scope -> column.
-#}
{% macro scope_columns(scopes) -%}
        case
            {%- for kind, column in scopes.items() %}
            when grouping({{ column }}) = 0 then '{{ kind }}'
            {%- endfor %}
            else 'center'
        end as scope_kind,
        case
            {%- for kind, column in scopes.items() %}
            when grouping({{ column }}) = 0 then {{ column }}
            {%- endfor %}
            else 'all'
        end as scope_value
{%- endmacro %}
