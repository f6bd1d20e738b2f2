-- A hang-up in the queue is abandoned, one in the menu abandoned_in_ivr. Every instant is counted
-- from the menu's clock: the agents' clock is some seconds off, and eight hours in one call.
{%- set zone = "'" ~ var('cc_source_time_zones').get('bank_1999', 'Asia/Jerusalem') ~ "'" %}
{%- set earliest = 'least(0, timed.menu_seconds, timed.seconds_to_queue)' %}
{%- set last = 'coalesce(timed.seconds_to_queue + timed.q_time, timed.menu_seconds)' %}

with calls as (

    select
        calls.*,
        -- midnight sharp says "never queued", unless somebody then waited
        coalesce(
            calls.q_start <> cast('00:00:00' as {{ type_time() }}) or calls.q_time > 0, false
        ) as is_queued
    from {{ ref('stg_bank_1999__calls') }} as calls

),

topics as (

    {{ codes_of('bank_1999', 'topic') }}

),

timed as (

    select
        calls.*,
        {{ utc_timestamp(at_time('calls.call_date', 'calls.vru_entry'), zone) }} as entered_at,
        {{ seconds_on_clock('calls.vru_entry', 'calls.vru_exit') }} as menu_seconds,
        case
            when calls.is_queued then {{ seconds_on_clock('calls.vru_entry', 'calls.q_start') }}
        end as seconds_to_queue
    from calls

),

placed as (

    select
        timed.*,
        -- where the clock ran backwards, the call begins with the earliest time it shows
        {{ add_seconds('timed.entered_at', earliest) }} as started_at,
        {{ add_seconds('timed.entered_at', 'timed.seconds_to_queue') }} as queued_at,
        {{ add_seconds('timed.entered_at', last) }} as left_at,
        {{ earliest }} < 0 as has_clock_run_backwards
    from timed

),

contacts as (

    select
        placed.vru_line
        || '-' || cast(placed.call_date as {{ type_text() }})
        || '-' || placed.call_id as contact_id,
        'voice' as channel,
        case
            when placed.outcome = 'HANG' and not placed.is_queued then 'HANG_IN_MENU'
            else placed.outcome
        end as outcome,
        placed.started_at,
        placed.queued_at,
        case when placed.outcome = 'AGENT' then placed.left_at end as answered_at,
        case
            when placed.outcome = 'AGENT'
                then {{ add_seconds('placed.left_at', 'placed.ser_time') }}
            else placed.left_at
        end as ended_at,
        case when placed.menu_seconds >= 0 then placed.menu_seconds end as ivr_seconds,
        case when placed.outcome = 'AGENT' then placed.ser_time end as talk_seconds,
        -- somebody once replaced NA by NO_SERVER, within the names NAAMA and ANAT too
        case
            when placed.agent <> 'NO_SERVER' then replace(placed.agent, 'NO_SERVER', 'NA')
        end as agent_id,
        coalesce(topics.word, placed.call_type) as topic,
        placed.priority,
        -- a number that a spreadsheet rounded (6.02E+11) names nobody
        case when placed.customer_id not like '%E+%' then placed.customer_id end as customer_id,
        placed.has_clock_run_backwards,
        placed.ser_time,
        placed.agent,
        placed.customer_id as delivered_customer_id,
        placed._file,
        placed._line,
        placed._problem,
        placed._problem_column
    from placed
    left join topics on {{ code_form('placed.call_type') }} = topics.code

)

{{ conform(
    'contacts',
    'contacts',
    'bank_1999',
    columns=[
        'contact_id', 'channel', 'outcome', 'started_at', 'queued_at', 'answered_at', 'ended_at',
        'ivr_seconds', 'talk_seconds', 'agent_id', 'topic', 'priority', 'customer_id',
    ],
    exclusion="case when delivered.outcome = 'PHANTOM' then 'phantom' end",
    doubts=[
        {'code': 'clock_ran_backwards', 'column': 'ivr_seconds',
            'when': 'delivered.has_clock_run_backwards'},
        {'code': 'hang_up_with_service', 'column': 'talk_seconds',
            'when': "delivered.outcome = 'HANG' and delivered.ser_time > 0"},
        {'code': 'handled_by_nobody_named', 'column': 'agent_id',
            'when': "delivered.outcome = 'AGENT' and delivered.agent = 'NO_SERVER'"},
        {'code': 'handled_without_service', 'column': 'talk_seconds',
            'when': "delivered.outcome = 'AGENT' and delivered.ser_time = 0"},
        {'code': 'rounded_identifier', 'column': 'customer_id',
            'when': "delivered.delivered_customer_id like '%E+%'"},
    ],
) }}
