{#-
A select that types the text columns of a relation: one column per entry of `types`, by that name,
and _file, _line, _problem (reason code of the first column, in the order given, whose text could not
be read; null where all could) and _problem_column.
    relation       text columns of these names (trimmed, empty text null), _file and _line
    types          column -> a type of canonical_entities(); text and word stay as they are
    zone           SQL of the IANA time zone of instants without an offset
    business_zone  SQL of the IANA time zone whose midnight a plain date means as an instant
-#}
{% macro parse_columns(relation, types, zone="'UTC'", business_zone="'UTC'") -%}
    {%- set typed = [] -%}
    {%- for name, type in types.items() if type not in ('text', 'word') -%}
        {%- do typed.append(name) -%}
    {%- endfor -%}

with read as (

    select
        {%- for name, type in types.items() %}
        {%- if name in typed %}
        {{ parse_text(name, type, zone, business_zone) }} as {{ name }},
        {{ name }} as {{ name }}__text,
        {%- else %}
        {{ name }},
        {%- endif %}
        {%- endfor %}
        _file,
        _line
    from {{ relation }}

),

judged as (

    select
        {%- for name in types %}
        {{ name }},
        {%- endfor %}
        _file,
        _line,
        case
            {%- for name in typed %}
            when {{ name }} is null and {{ name }}__text is not null then '{{ name }}'
            {%- else %}
            when false then ''
            {%- endfor %}
        end as _problem_column
    from read

)

select
    judged.*,
    case
        {%- for type in ('integer', 'number', 'boolean', 'instant', 'date', 'time', 'time_zone') %}
        {%- set named = [] -%}
        {%- for name in typed if types[name] == type -%}
            {%- do named.append("'" ~ name ~ "'") -%}
        {%- endfor -%}
        {%- if named %}
        when _problem_column in ({{ named | join(', ') }}) then 'unreadable_{{ type }}'
        {%- endif %}
        {%- endfor %}
        when _problem_column is not null then 'unreadable'
    end as _problem
from judged
{%- endmacro %}
