-- Rejected rows whole, as text, with their place: for the builder only, since they hold personal data.
with malformed as (

    select
        source,
        entity,
        file,
        line,
        reason_code,
        cast(null as {{ type_text() }}) as column_name,
        raw
    from {{ landed_malformed() }}

),

judged as (
    {% for source, entities in source_entities().items() if source in var('cc_sources') %}
    {%- set outer_last = loop.last %}
    {%- for entity, landed_entity in entities.items() %}
    select
        fates.source,
        '{{ entity }}' as entity,
        fates._file as file,
        fates._line as line,
        fates.reason_code,
        fates.reason_column as column_name,
        landed._row as raw
    from {{ ref('int_' ~ entity ~ '__unioned') }} as fates
    inner join {{ landed(source, landed_entity) }} as landed
        on fates._file = landed._file and fates._line = landed._line
    where fates.source = '{{ source }}' and fates.row_status = 'rejected'
    {{- '\n    union all' if not (loop.last and outer_last) }}
    {%- endfor %}
    {%- endfor %}

),

unioned as (

    select * from malformed
    union all
    select * from judged

),

reasons as (

    select * from {{ ref('ref_reason_codes') }}

)

select
    unioned.source,
    unioned.entity,
    unioned.file,
    unioned.line,
    unioned.reason_code,
    unioned.column_name,
    reasons.sentence as reason,
    unioned.raw
from unioned
left join reasons on unioned.reason_code = reasons.code
