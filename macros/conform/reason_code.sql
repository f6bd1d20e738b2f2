{#- SQL of the reason code that goes with reason_column(entity) (seed ref_reason_codes), or the exclusion's own code. -#}
{% macro reason_code(entity) -%}
    {%- set contract = canonical_entities()[entity] -%}
        case
            when _exclusion is not null then _exclusion
            when reason_column is null then null
            when _problem is not null then _problem
            {%- for name, column in contract.columns.items() %}
            {%- if column.required %}
            when reason_column = '{{ name }}' and {{ name }} is null then 'missing_required'
            {%- endif %}
            {%- if column.unknown == 'reject' %}
            when reason_column = '{{ name }}' and {{ name }} = 'unmapped' then 'unknown_word'
            {%- endif %}
            {%- if column.at_least is defined %}
            when reason_column = '{{ name }}' and {{ name }} < 0 then 'negative_value'
            {%- endif %}
            {%- if column.at_least is defined or column.not_before is defined %}
            when reason_column = '{{ name }}' then 'out_of_range'
            {%- endif %}
            {%- endfor %}
            else 'ended_before_started'
        end
{%- endmacro %}
