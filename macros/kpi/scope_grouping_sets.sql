{#-
The group by of a daily components model: every day for the whole center, and for every value of
each scope, never a cross of two. Arguments: date_column; scopes, a dict of kind of scope -> column.
-#}
{% macro scope_grouping_sets(date_column, scopes) -%}
    group by grouping sets (
        ({{ date_column }})
        {%- for column in scopes.values() %},
        ({{ date_column }}, {{ column }})
        {%- endfor %}
    )
{%- endmacro %}
