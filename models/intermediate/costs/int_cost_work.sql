-- The work of a month that costs are allocated by: the handle time of handled contacts, those that an agent began among them, by
-- where it was done and by each scope it counts for. A contact whose handle time nobody measured weighs as much as the month's
-- average one; where none was measured all weigh alike. So that weights stay whole numbers, seconds are multiplied by the month's
-- measured contacts.
with segments as (

    select * from {{ ref('int_contact_segments__classified') }}

),

contacts as (

    select
        contacts.*,
        {{ period_start('month', 'started_date') }} as month_start_date
    from {{ ref('int_contacts__classified') }} as contacts
    where is_handled and direction <> 'internal' and not is_after_horizon

),

agents as (

    select * from {{ ref('int_agents__valid') }}

),

rates as (

    select * from {{ ref('int_currency_days') }}

),

months as (

    select
        month_start_date,
        cast(coalesce(sum(handle_seconds), 0) as {{ type_bigint() }}) as month_seconds,
        cast(count(handle_seconds) as {{ type_bigint() }}) as month_contacts
    from contacts
    group by month_start_date

),

staffed as (

    select
        contacts.month_start_date,
        contacts.channel,
        -- a contact that an agent began has entered no queue: it counts for the one it was worked in
        coalesce(contacts.first_queue, segments.queue, 'unallocated') as queue,
        contacts.topic,
        coalesce(segments.queue, contacts.first_queue) as work_queue,
        coalesce(agents.team, 'unknown') as team,
        coalesce(agents.site, 'unknown') as site,
        {{ outsourcer_scope('agents') }} as outsourcer,
        cast(agents.hourly_cost as {{ type_double() }}) * rates.rate as hourly_cost,
        coalesce(segments.handle_seconds, 0) as seconds,
        case when contacts.handle_seconds is null and segments.outcome = 'handled' then 1 else 0 end as unmeasured
    from segments
    inner join contacts on segments.contact_key = contacts.contact_key
    left join agents
        on
            segments.agent_id = agents.agent_id
            and contacts.started_at >= agents.valid_from
            and contacts.started_at < agents.valid_until
    left join rates
        on
            contacts.started_date = rates.date_day
            and upper(coalesce(agents.currency, '{{ var("cc_currency") }}')) = rates.currency

),

cells as (

    select
        month_start_date, channel, queue, topic, work_queue, team, site, outsourcer, hourly_cost,
        cast(sum(seconds) as {{ type_bigint() }}) as seconds,
        cast(sum(unmeasured) as {{ type_bigint() }}) as unmeasured
    from staffed
    group by month_start_date, channel, queue, topic, work_queue, team, site, outsourcer, hourly_cost

),

weighed as (

    select
        cells.*,
        cast(
            case
                when months.month_contacts = 0 then cells.unmeasured
                else cells.seconds * months.month_contacts + cells.unmeasured * months.month_seconds
            end as decimal(38, 6)
        ) as weight
    from cells
    inner join months on cells.month_start_date = months.month_start_date

),

-- decimals, so that the order of the rows does not matter
paid as (

    select
        weighed.*,
        cast(cast(weight as {{ type_double() }}) * hourly_cost as decimal(38, 6)) as known_pay
    from weighed

),

mean_paid as (

    select
        paid.*,
        {{ safe_divide(
            'sum(known_pay) over month',
            'sum(case when known_pay is not null then weight end) over month',
        ) }} as mean_hourly_cost
    from paid
    window month as (partition by month_start_date)

)
{% for kind in cost_scopes() %}
select
    month_start_date,
    {{ hash_key(['outsourcer', 'site', 'work_queue', 'channel']) }} as place_key,
    max(outsourcer) as place_outsourcer,
    max(site) as place_site,
    max(work_queue) as place_queue,
    max(channel) as place_channel,
    '{{ kind }}' as scope_kind,
    {{ kind }} as scope_value,
    sum(weight) as weight,
    sum(coalesce(known_pay, cast(cast(weight as {{ type_double() }}) * coalesce(mean_hourly_cost, 1) as decimal(38, 6)))) as pay
from mean_paid
group by month_start_date, outsourcer, site, work_queue, channel, {{ kind }}
having sum(weight) > 0
{{- '\n\nunion all\n' if not loop.last }}
{%- endfor %}
