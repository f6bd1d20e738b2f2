-- Periods of validity that never overlap: where two do, the one that begins later takes over.
with queues as (

    select
        queues.*,
        row_number() over (
            partition by queue, coalesce(valid_from, {{ instant_literal('0001-01-01T00:00:00Z') }})
            order by updated_at desc nulls last, {{ binary_order('source') }}
        ) as choice
    from {{ ref('int_queues__accepted') }} as queues

),

chosen as (

    select
        queue,
        channel,
        service_level_seconds,
        service_level_target,
        short_abandon_seconds,
        business_calendar,
        time_zone,
        coalesce(valid_from, {{ instant_literal('0001-01-01T00:00:00Z') }}) as valid_from,
        coalesce(valid_to, {{ instant_literal('9999-12-31T00:00:00Z') }}) as valid_to
    from queues
    where choice = 1

)

select
    queue,
    channel,
    service_level_seconds,
    service_level_target,
    short_abandon_seconds,
    business_calendar,
    time_zone,
    valid_from,
    least(valid_to, coalesce(lead(valid_from) over (partition by queue order by valid_from), valid_to)) as valid_until
from chosen
