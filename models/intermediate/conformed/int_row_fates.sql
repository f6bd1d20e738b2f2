-- What became of every landed row, counted per file, entity and reason.
{% for entity in canonical_entities() %}
select
    source,
    '{{ entity }}' as entity,
    _file as file,
    row_status,
    reason_code,
    cast(count(*) as {{ type_bigint() }}) as rows_with_fate
from {{ ref('int_' ~ entity ~ '__unioned') }}
group by source, _file, row_status, reason_code
{{- '\nunion all' if not loop.last }}
{%- endfor %}
