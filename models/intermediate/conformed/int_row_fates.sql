-- What became of every landed row, counted per file, entity and reason.
{% for entity in canonical_entities() %}
select
    source,
    '{{ entity }}' as entity,
    _file as file,
    row_status,
    reason_code,
    case when row_status = 'accepted' then _doubt end as doubt_code,
    case when row_status = 'accepted' then _doubt_column end as doubt_column,
    cast(count(*) as {{ type_bigint() }}) as rows_with_fate
from {{ ref('int_' ~ entity ~ '__unioned') }}
group by
    source,
    _file,
    row_status,
    reason_code,
    case when row_status = 'accepted' then _doubt end,
    case when row_status = 'accepted' then _doubt_column end
{{- '\nunion all' if not loop.last }}
{%- endfor %}
