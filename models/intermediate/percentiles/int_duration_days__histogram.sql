{%- set scopes = {
    'channel': 'channel',
    'queue': 'queue',
    'topic': 'topic',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with durations as (

    select
        durations.*,
        {{ histogram_bucket('seconds') }} as bucket
    from {{ ref('int_durations') }} as durations

),

shares as (

    -- What each team, site and outsourcer did of the contacts that it handled.
    select
        handlers.*,
        {{ histogram_bucket('handle_seconds') }} as bucket
    from {{ ref('int_contact_handlers') }} as handlers
    where scope_kind <> 'agent' and is_handled and handle_seconds is not null

),

days as (

    select
        measure,
        date_day,
{{ scope_columns(scopes) }},
        bucket,
        cast(count(*) as {{ type_bigint() }}) as observations,
        min(seconds) as least_seconds,
        max(seconds) as greatest_seconds
    from durations
    {{ scope_grouping_sets('measure, date_day, bucket', scopes) }}

),

shared_days as (

    select
        'handle' as measure,
        started_date as date_day,
        scope_kind,
        scope_value,
        bucket,
        cast(count(*) as {{ type_bigint() }}) as observations,
        min(handle_seconds) as least_seconds,
        max(handle_seconds) as greatest_seconds
    from shares
    group by started_date, scope_kind, scope_value, bucket

)

-- Not everything has a queue, and of a contact's handle time each of several people has a part.
select * from days
where scope_value is not null
union all
select * from shared_days
