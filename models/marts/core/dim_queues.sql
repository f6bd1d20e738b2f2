select
    queue,
    channel,
    business_calendar,
    time_zone,
    service_level_seconds,
    service_level_target,
    short_abandon_seconds,
    valid_from,
    valid_until
from {{ ref('int_queues__valid') }}
