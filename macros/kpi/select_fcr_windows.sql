{#-
Settled, not repeated and pending contacts within each of fcr_measured_windows(): a select list over
int_fcr_contacts. An edge belongs to the window: a repeat at exactly that hour is one, and a window
that ends at the horizon has closed.
-#}
{% macro select_fcr_windows() -%}
    {%- set columns = [] -%}
    {%- for hours in fcr_measured_windows() -%}
        {%- set closed = 'is_identified and hours_to_horizon >= ' ~ hours -%}
        {%- set unrepeated = 'coalesce(hours_to_repeat > ' ~ hours ~ ', true)' -%}
        {%- for name, condition in {
            'settled': closed,
            'not_repeated': closed ~ ' and ' ~ unrepeated,
            'pending': 'is_identified and hours_to_horizon < ' ~ hours,
        }.items() -%}
            {%- set count = 'count(case when ' ~ condition ~ ' then 1 end)' -%}
            {%- set whole = 'cast(' ~ count ~ ' as ' ~ type_bigint() ~ ')' -%}
            {%- do columns.append(whole ~ ' as ' ~ name ~ '_' ~ hours ~ 'h') -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- columns | join(',\n        ') -}}
{%- endmacro %}
