{#-
The staging select of a landed entity that already has the landing contract's columns: text trimmed,
empty text null, every other column typed by its entry in canonical_entities(); words stay as
delivered. Adds _file, _line, _problem and _problem_column as parse_columns does.
    entity  an entity of canonical_entities()
    source  the source that landed it; its time zone reads instants without an offset
-#}
{% macro parse_entity(entity, source) -%}
    {%- set types = {} -%}
    {%- for name, column in canonical_entities()[entity].columns.items() -%}
        {%- do types.update({name: column.type}) -%}
    {%- endfor -%}

with delivered as (

    select
        {%- for name in types %}
        nullif({{ trimmed(name) }}, '') as {{ name }},
        {%- endfor %}
        _file,
        _line
    from {{ landed(source, entity) }}

),

parsed as (

    {{ parse_columns(
        'delivered',
        types,
        zone="'" ~ var('cc_source_time_zones').get(source, 'UTC') ~ "'",
        business_zone="'" ~ var('cc_business_timezone') ~ "'",
    ) | indent(4) }}

)

select * from parsed
{%- endmacro %}
