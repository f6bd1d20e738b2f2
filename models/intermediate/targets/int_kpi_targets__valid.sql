-- Periods of validity that never overlap: where two do, the one that begins later takes over. A
-- queue's own service-level target stands where no target names the queue.
with targets as (

    select
        kpi,
        scope_kind,
        scope_value,
        target,
        coalesce(valid_from, {{ instant_literal('0001-01-01T00:00:00Z') }}) as valid_from,
        coalesce(valid_to, {{ instant_literal('9999-12-31T00:00:00Z') }}) as valid_to,
        updated_at,
        source
    from {{ ref('int_kpi_targets__accepted') }}

),

queues as (

    select * from {{ ref('int_queues__valid') }}

),

ranked as (

    select
        targets.*,
        row_number() over (
            partition by kpi, scope_kind, scope_value, valid_from
            order by updated_at desc nulls last, {{ binary_order('source') }}
        ) as choice
    from targets

),

valid as (

    select
        kpi,
        scope_kind,
        scope_value,
        target,
        valid_from,
        least(
            valid_to,
            coalesce(
                lead(valid_from) over (
                    partition by kpi, scope_kind, scope_value order by valid_from
                ),
                valid_to
            )
        ) as valid_until
    from ranked
    where choice = 1

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
    from valid
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
