-- Every delivered word is known; the rows below are kept as 'unmapped' until the seed map_codes
-- has a row for each code.
select
    source,
    vocabulary,
    code,
    entity,
    column_name,
    {{ adapter.quote('rows') }} as rows_affected,
    'add to seeds/mappings/map_codes.csv: '
    || source
    || ','
    || vocabulary
    || ','
    || code
    || ',<word>,' as what_to_do
from {{ ref('unmapped_codes') }}
