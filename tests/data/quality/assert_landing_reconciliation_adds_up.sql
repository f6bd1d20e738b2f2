-- Every row read was accepted, superseded, excluded, rejected or an exact duplicate; the scanner
-- counted, the parser judged.
select *
from {{ ref('landing_reconciliation') }}
where
    rows_read
    <> rows_accepted + rows_superseded + rows_excluded + rows_rejected + exact_duplicates
