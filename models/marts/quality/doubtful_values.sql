-- Usable but doubtful values: kept, counted as they are, and named here; with them the states that only the leaving of their
-- agent ends.
with segments as (

    select
        source,
        wait_seconds,
        handle_seconds,
        is_after_horizon
    from {{ ref('int_contact_segments__classified') }}

),

flagged as (

    select source, 'wait_seconds' as column_name, 'longer_than_limit' as flag, wait_seconds as doubtful_value
    from segments
    where wait_seconds > {{ var('cc_doubtful_seconds') }}

    union all

    select source, 'handle_seconds' as column_name, 'longer_than_limit' as flag, handle_seconds as doubtful_value
    from segments
    where handle_seconds > {{ var('cc_doubtful_seconds') }}

    union all

    select source, 'started_at' as column_name, 'after_horizon' as flag, cast(null as {{ type_bigint() }}) as doubtful_value
    from segments
    where is_after_horizon

    union all

    select source, 'ended_at' as column_name, 'ended_by_leaving' as flag, cast(null as {{ type_bigint() }}) as doubtful_value
    from {{ ref('int_agent_states__closed') }}
    where is_ended_by_leaving

)

select
    source,
    column_name,
    flag,
    cast(count(*) as {{ type_bigint() }}) as {{ adapter.quote('rows') }},
    max(doubtful_value) as greatest_value
from flagged
group by source, column_name, flag

union all

select
    source,
    doubt_column as column_name,
    doubt_code as flag,
    cast(sum(rows_with_fate) as {{ type_bigint() }}) as {{ adapter.quote('rows') }},
    cast(null as {{ type_bigint() }}) as greatest_value
from {{ ref('int_row_fates') }}
where doubt_code is not null
group by source, doubt_column, doubt_code
