-- A queue's own service-level target stands where no target names the queue.
with targets as (

    select *
    from (
        {{ valid_one_at_a_time(
            ref('int_kpi_targets__accepted'), keys=['kpi', 'scope_kind', 'scope_value'], columns=['target']
        ) | indent(8) }}
    ) as valid

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

named as (

    select
        kpi,
        scope_kind,
        scope_value,
        target,
        valid_from,
        valid_until,
        true as is_named_target
    from targets
    union all
    select
        'service_level' as kpi,
        'queue' as scope_kind,
        queue as scope_value,
        service_level_target as target,
        valid_from,
        valid_until,
        false as is_named_target
    from queues
    where service_level_target is not null

)

select * from named
