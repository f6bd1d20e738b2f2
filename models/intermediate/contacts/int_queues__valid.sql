{{ valid_one_at_a_time(
    ref('int_queues__accepted'),
    keys=['queue'],
    columns=[
        'channel', 'service_level_seconds', 'service_level_target', 'short_abandon_seconds', 'business_calendar', 'time_zone',
    ],
) }}
