{#- The engine's column type for a type of canonical_entities(). -#}
{% macro column_type(type) -%}
    {%- set types = {
        'text': type_text(), 'word': type_text(), 'time_zone': type_text(), 'instant': type_timestamp(), 'date': type_date(),
        'time': type_time(), 'integer': type_bigint(), 'number': type_double(), 'boolean': type_boolean(),
    } -%}
    {{- types[type] -}}
{%- endmacro %}
