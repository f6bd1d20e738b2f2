-- The "now" of a build. Stray instants in the far future must not move it: a run of days that lies behind a gap of more than 14
-- empty days counts only if it is no handful (at least 10 segments, and half of what the source has on an average day).
with delivered as (

    select source, started_at from {{ ref('int_contacts__accepted') }}

),

tickets as (

    select source, created_at from {{ ref('int_tickets__accepted') }}

),

calling as (

    select distinct source from delivered

),

-- of a desk that has tickets only, they are the contacts
contacts as (

    select source, started_at from delivered
    union all
    select tickets.source, tickets.created_at as started_at
    from tickets
    left join calling on tickets.source = calling.source
    where calling.source is null

),

days as (

    select
        source,
        {{ to_date('started_at') }} as date_day,
        count(*) as contacts,
        min(started_at) as first_started_at,
        max(started_at) as last_started_at
    from contacts
    group by source, {{ to_date('started_at') }}

),

gaps as (

    select
        days.*,
        case
            when lag(date_day) over (partition by source order by date_day) < {{ add_days('date_day', -15) }} then 1
            else 0
        end as is_after_gap
    from days

),

numbered as (

    select
        gaps.*,
        sum(is_after_gap) over (partition by source order by date_day) as block_number,
        sum(contacts) over (partition by source) as source_contacts,
        count(*) over (partition by source) as source_days
    from gaps

),

blocks as (

    select
        source,
        block_number,
        sum(contacts) as contacts,
        min(first_started_at) as first_started_at,
        max(last_started_at) as last_started_at,
        case
            when sum(contacts) >= 10 and 2 * sum(contacts) * max(source_days) >= max(source_contacts) then 1
            else 0
        end as is_substantial
    from numbered
    group by source, block_number

),

chosen as (

    select
        blocks.*,
        row_number() over (
            partition by source
            order by
                is_substantial desc nulls last,
                case when is_substantial = 1 then block_number end desc nulls last,
                contacts desc nulls last,
                block_number desc nulls last
        ) as choice
    from blocks

),

source_horizons as (

    select
        source,
        last_started_at,
        max(last_started_at) over () as greatest_started_at
    from chosen
    where choice = 1

),

derived as (

    select
        min(last_started_at) as horizon_at,
        max(last_started_at) as last_delivered_at
    from source_horizons
    where last_started_at >= {{ add_hours('greatest_started_at', -14 * 24) }}

),

horizon as (

    select
        {{ instant_literal(var('cc_data_horizon')) if var('cc_data_horizon') else 'derived.horizon_at' }} as horizon_at,
        derived.last_delivered_at
    from derived

)

select
    horizon.horizon_at,
    {{ to_date(local_timestamp('horizon.horizon_at', "'" ~ var('cc_business_timezone') ~ "'")) }} as horizon_date,
    min(contacts.started_at) as first_delivered_at,
    {{ to_date(local_timestamp('min(contacts.started_at)', "'" ~ var('cc_business_timezone') ~ "'")) }} as first_delivered_date,
    horizon.last_delivered_at,
    cast(count(case when contacts.started_at > horizon.horizon_at then 1 end) as {{ type_bigint() }})
        as segments_after_horizon
from horizon
cross join contacts
group by horizon.horizon_at, horizon.last_delivered_at
