{#-
The registry's components of a subject, counted over its classified rows: the select list of a daily
components model. A count or sum of nothing is zero; whether a zero is a none or an unknown is
decided where periods are summed. Arguments: subject, a key of kpi_subjects(); names, those components
alone.
-#}
{% macro select_components(subject, names=none) -%}
    {%- set columns = [] -%}
    {%- for name, component in kpi_components().items()
        if subject in component.subjects and (names is none or name in names) -%}
        {%- if component.count_where is defined -%}
            {%- set count = 'count(case when ' ~ component.count_where ~ ' then 1 end)' -%}
            {%- set sql = 'cast(' ~ count ~ ' as ' ~ type_bigint() ~ ')' -%}
        {%- elif component.squares_of is defined and component.exact | default(false) -%}
            {%- set value = 'cast(' ~ component.squares_of ~ ' as ' ~ type_double() ~ ')' -%}
            {%- set square = 'cast(' ~ value ~ ' * ' ~ value ~ ' as decimal(38, 12))' -%}
            {%- set part = 'case when ' ~ component.where ~ ' then ' ~ square ~ ' end' -%}
            {%- set sql = 'cast(coalesce(sum(' ~ part ~ '), 0) as decimal(38, 12))' -%}
        {%- elif component.squares_of is defined -%}
            {#-
            Squares of whole seconds are exact in a double far beyond any real total; bigint could
            overflow on a wild value.
            -#}
            {%- set value = 'cast(' ~ component.squares_of ~ ' as ' ~ type_double() ~ ')' -%}
            {%- set square = value ~ ' * ' ~ value -%}
            {%- set part = 'case when ' ~ component.where ~ ' then ' ~ square ~ ' end' -%}
            {%- set sql = 'coalesce(sum(' ~ part ~ '), 0)' -%}
        {%- elif component.exact | default(false) -%}
            {%- set value = 'cast(' ~ component.sum_of ~ ' as decimal(38, 12))' -%}
            {%- set part = 'case when ' ~ component.where ~ ' then ' ~ value ~ ' end' -%}
            {%- set sql = 'cast(coalesce(sum(' ~ part ~ '), 0) as decimal(38, 12))' -%}
        {%- else -%}
            {%- set part = 'case when ' ~ component.where ~ ' then ' ~ component.sum_of ~ ' end' -%}
            {%- set sql = 'cast(coalesce(sum(' ~ part ~ '), 0) as ' ~ type_bigint() ~ ')' -%}
        {%- endif -%}
        {%- do columns.append(sql ~ ' as ' ~ name) -%}
    {%- endfor -%}
    {{- columns | join(',\n        ') -}}
{%- endmacro %}
