{#-
All rows of an entity from every source switched on, each with its fate. One row per landed, well-formed row.
Adds to conformed_columns(entity): row_key (hash of source and key columns), reason_code and reason_column (why it is excluded or
rejected) and row_status, one of
    rejected         unreadable, a required value missing, an unknown word, the wrong order of two instants, a number out of range
    excluded         left out by a rule of its source
    exact_duplicate  the same row again
    superseded       another row of the key has a greater updated_at, else lies in a file that sorts later, else has the greater text
    accepted         the row that counts
Order of arrival never matters. entity: an entity of canonical_entities().
-#}
{% macro union_conformed(entity) -%}
    {%- set contract = canonical_entities()[entity] -%}
    {%- set names = conformed_columns(entity) -%}
    {%- set sources = [] -%}
    {%- for source, entities in source_entities().items() if source in var('cc_sources') and entity in entities -%}
        {%- do sources.append(source) -%}
    {%- endfor -%}

with conformed as (
    {% for source in sources %}
    select
        {{ names | join(',\n        ') }}
    from {{ ref('int_' ~ entity ~ '__from_' ~ source) }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- else %}
    select
        {%- for name in names %}
        cast(null as {{ column_type((contract.columns[name] or {'type': 'integer' if name == '_line' else 'text'}).type) }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    where false
    {%- endfor %}

),

judged as (

    select
        {{ names | join(',\n        ') }},
        {{ hash_key(['source'] + contract.key) }} as row_key,
        {{ reason_column(entity) }} as reason_column
    from conformed

),

reasoned as (

    select
        judged.*,
        {{ reason_code(entity) }} as reason_code
    from judged

),

contested as (

    select row_key
    from reasoned
    where reason_code is null
    group by row_key
    having count(*) > 1

),

rivals as (

    select
        reasoned._file,
        reasoned._line,
        reasoned.source,
        reasoned.row_key,
        reasoned.updated_at,
        {{ row_text(names, contract.columns) }} as row_text
    from reasoned
    inner join contested on reasoned.row_key = contested.row_key
    where reasoned.reason_code is null

),

ranked as (

    select
        source,
        _file,
        _line,
        row_number() over (
            partition by row_key
            order by
                updated_at desc nulls last,
                {{ binary_order('_file') }} desc nulls last,
                {{ binary_order('row_text') }} desc nulls last,
                _line
        ) as place,
        row_number() over (
            partition by row_key, row_text order by {{ binary_order('_file') }} desc nulls last, _line
        ) as copy_number
    from rivals

)

select
    reasoned.*,
    case
        when reasoned._exclusion is not null then 'excluded'
        when reasoned.reason_code is not null then 'rejected'
        when ranked.copy_number > 1 then 'exact_duplicate'
        when ranked.place > 1 then 'superseded'
        else 'accepted'
    end as row_status
from reasoned
left join ranked
    on
        reasoned.source = ranked.source
        and reasoned._file = ranked._file
        and reasoned._line = ranked._line
{%- endmacro %}
