{#-
The columns of select_fcr_windows, added up over days: a select list. Arguments: relation, the name
that the daily model has in the query.
-#}
{% macro sum_fcr_windows(relation) -%}
    {%- set columns = [] -%}
    {%- for hours in fcr_measured_windows() -%}
        {%- for part in ['settled', 'not_repeated', 'pending'] -%}
            {%- set column = part ~ '_' ~ hours ~ 'h' -%}
            {%- set sum = 'cast(sum(' ~ relation ~ '.' ~ column ~ ') as ' ~ type_bigint() ~ ')' -%}
            {%- do columns.append(sum ~ ' as ' ~ column) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- columns | join(',\n        ') -}}
{%- endmacro %}
