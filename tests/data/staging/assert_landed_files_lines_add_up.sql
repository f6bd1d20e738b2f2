-- Every physical line of a landed file is header, blank, continuation, malformed or a record: none is lost, none counted twice.
select *
from {{ landed_files() }}
where lines <> header_lines + blank_lines + continuation_lines + malformed_records + records
