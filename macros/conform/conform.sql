{#-
The conformed select of an entity: words through the code map (seed map_codes: a source's own row before one for every source, '*',
and both before the contract's own words; a row whose word is none of them leaves the code unmapped),
codes for an unknown identifier to null, defaults filled in, a typed null for what the source does not have. A model made of it exists
only where its source is switched on (cc_sources).
    entity     an entity of canonical_entities()
    relation   what to select from: a ref or a CTE with contract column names, typed, words as delivered, and _file, _line,
               _problem, _problem_column (as parse_entity makes them)
    source     name of the source
    columns    the contract columns that the relation has; all of them where none is given
    exclusion  SQL of the reason code by which the source's own rule leaves a row out, null where it stays; null by default
    doubts     list of {code, column, when}: usable rows that look wrong. Where the SQL `when` holds, the row stays and is flagged with
               the reason code, on account of that contract column; of several that hold, the first. None by default
In the SQL, delivered is the relation.
-#}
{% macro conform(entity, relation, source, columns=none, exclusion='null', doubts=[]) -%}
    {%- set contract = canonical_entities()[entity].columns -%}
    {%- set words = canonical_words() -%}
    {%- set present = columns if columns is not none else contract.keys() | list -%}
    {{- config(enabled=source in var('cc_sources')) -}}

select
    '{{ source }}' as source,
    {%- for name, column in contract.items() %}
    {%- if name not in present %}
    cast({{ "'" ~ column.default ~ "'" if column.default is defined else 'null' }} as {{ column_type(column.type) }}) as {{ name }},
    {%- if column.type == 'word' %}
    cast(null as {{ type_text() }}) as {{ name }}_code,
    {%- endif %}
    {%- elif column.type == 'word' %}
    case
        when delivered.{{ name }} is null then {{ "'" ~ column.default ~ "'" if column.default is defined else 'null' }}
        when {{ name }}_map.word in ('{{ words[column.words] | join("', '") }}') then {{ name }}_map.word
        when {{ name }}_map.code is null and {{ code_form('delivered.' ~ name) }} in ('{{ words[column.words] | join("', '") }}')
            then {{ code_form('delivered.' ~ name) }}
        else 'unmapped'
    end as {{ name }},
    delivered.{{ name }} as {{ name }}_code,
    {%- elif column.identifier %}
    case when {{ name }}_map.code is null then delivered.{{ name }} end as {{ name }},
    {%- elif column.default is defined %}
    coalesce(delivered.{{ name }}, {{ "'" ~ column.default ~ "'" if column.type == 'text' else column.default }}) as {{ name }},
    {%- elif column.open_from is defined %}
    case when delivered.{{ name }} < {{ instant_literal(column.open_from) }} then delivered.{{ name }} end as {{ name }},
    {%- else %}
    delivered.{{ name }},
    {%- endif %}
    {%- endfor %}
    delivered._file,
    delivered._line,
    delivered._problem,
    delivered._problem_column,
    cast({{ exclusion }} as {{ type_text() }}) as _exclusion,
    {%- for what, name in [('code', '_doubt'), ('column', '_doubt_column')] %}
    {%- if doubts %}
    case
        {%- for doubt in doubts %}
        when {{ doubt.when }} then '{{ doubt[what] }}'
        {%- endfor %}
    end as {{ name }}
    {%- else %}
    cast(null as {{ type_text() }}) as {{ name }}
    {%- endif %}
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ relation }} as delivered
    {%- for name, column in contract.items() if name in present and (column.type == 'word' or column.identifier) %}
left join ({{ codes_of(source, column.words or 'unknown_identifier') }}) as {{ name }}_map
    on {{ code_form('delivered.' ~ name) }} = {{ name }}_map.code
    {%- endfor %}
{%- endmacro %}
