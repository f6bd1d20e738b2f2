{#-
SQL of the first column for which a conformed row cannot be used, null where it can: unreadable, then a required value missing, an
unknown word, a number out of range, the wrong order of two columns. Excluded rows are not judged. entity: of canonical_entities().
-#}
{% macro reason_column(entity) -%}
    {%- set contract = canonical_entities()[entity] -%}
        case
            when _exclusion is not null then null
            when _problem is not null then _problem_column
            {%- for name, column in contract.columns.items() %}
            {%- if column.required %}
            when {{ name }} is null then '{{ name }}'
            {%- endif %}
            {%- if column.unknown == 'reject' %}
            when {{ name }} = 'unmapped' then '{{ name }}'
            {%- endif %}
            {%- if column.at_least is defined %}
            when {{ name }} < {{ column.at_least }} then '{{ name }}'
            {%- endif %}
            {%- if column.not_before is defined %}
            when {{ name }} < {{ instant_literal(column.not_before) }} then '{{ name }}'
            {%- endif %}
            {%- if column.at_most is defined %}
            when {{ name }} > {{ column.at_most }} then '{{ name }}'
            {%- endif %}
            {%- endfor %}
            {%- for earlier, later in contract.in_order or [] %}
            when {{ later }} < {{ earlier }} then '{{ later }}'
            {%- endfor %}
        end
{%- endmacro %}
