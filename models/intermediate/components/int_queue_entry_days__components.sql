{%- set scopes = {'channel': 'channel', 'queue': 'queue', 'topic': 'contact_topic'} -%}

with segments as (

    select * from {{ ref('int_contact_segments__classified') }}
    where is_queue_entry and not is_after_horizon

),

contacts as (

    select
        contact_key,
        topic as contact_topic
    from {{ ref('int_contacts__classified') }}

),

entries as (

    -- The topic is the contact's: what it was about is often known only after the first segment.
    select
        segments.*,
        contacts.contact_topic
    from segments
    inner join contacts on segments.contact_key = contacts.contact_key

),

days as (

    select
        started_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('queue_entries') }}
    from entries
    {{ scope_grouping_sets('started_date', scopes) }}

)

select * from days
