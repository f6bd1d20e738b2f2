-- Every zone that a source may name is known to the engine (an unknown one stops the query), lies
-- within -12 and +14 hours of UTC, and is none of the four names that PostgreSQL takes for a fixed
-- offset and DuckDB for a zone with summer time.
with moments as (

    select
        time_zone,
        {{ instant_literal('2025-01-15T12:00:00Z') }} as moment_at
    from {{ ref('ref_time_zones') }}

    union all

    select
        time_zone,
        {{ instant_literal('2025-07-15T12:00:00Z') }} as moment_at
    from {{ ref('ref_time_zones') }}

),

offsets as (

    select
        time_zone,
        moment_at,
        {{ hours_between('moment_at', local_timestamp('moment_at', 'time_zone')) }} as hours_ahead
    from moments

)

select
    time_zone,
    moment_at,
    hours_ahead
from offsets
where
    hours_ahead is null
    or hours_ahead not between -12 and 14
    or time_zone in ('CET', 'EET', 'MET', 'WET')
