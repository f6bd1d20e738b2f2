{#-
The staging select of a landed entity that already has the landing contract's columns: text trimmed, empty text null, every other
column typed by its entry in canonical_entities(); words stay as delivered. Adds _file, _line, _problem (reason code of the first
column, in contract order, whose text could not be read; null where all could) and _problem_column.
    entity  an entity of canonical_entities()
    source  the source that landed it; its time zone reads instants without an offset
-#}
{% macro parse_entity(entity, source) -%}
    {%- set columns = canonical_entities()[entity].columns -%}
    {%- set zone = "'" ~ var('cc_source_time_zones').get(source, 'UTC') ~ "'" -%}
    {%- set business_zone = "'" ~ var('cc_business_timezone') ~ "'" -%}
    {%- set typed = [] -%}
    {%- for name, column in columns.items() if column.type not in ('text', 'word') -%}
        {%- do typed.append(name) -%}
    {%- endfor -%}

with delivered as (

    select
        {%- for name in columns %}
        nullif(trim({{ name }}), '') as {{ name }},
        {%- endfor %}
        _file,
        _line
    from {{ landed(source, entity) }}

),

read as (

    select
        {%- for name, column in columns.items() %}
        {%- if name in typed %}
        {{ parse_text(name, column.type, zone, business_zone) }} as {{ name }},
        {{ name }} as {{ name }}__text,
        {%- else %}
        {{ name }},
        {%- endif %}
        {%- endfor %}
        _file,
        _line
    from delivered

),

judged as (

    select
        {%- for name in columns %}
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
        {%- for name in typed if columns[name].type == type -%}{%- do named.append("'" ~ name ~ "'") -%}{%- endfor -%}
        {%- if named %}
        when _problem_column in ({{ named | join(', ') }}) then 'unreadable_{{ type }}'
        {%- endif %}
        {%- endfor %}
        when _problem_column is not null then 'unreadable'
    end as _problem
from judged
{%- endmacro %}
