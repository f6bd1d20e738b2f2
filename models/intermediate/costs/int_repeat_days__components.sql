{%- set scopes = {'queue': 'queue', 'topic': 'topic'} -%}

with episodes as (

    select * from {{ ref('int_episode_outcomes') }}
    where is_repeat

),

handled as (

    select
        episodes.episode_key,
        count(case when contacts.is_handled then 1 end) as contacts_handled
    from {{ ref('int_contact_episodes') }} as contacts
    inner join {{ ref('int_episodes') }} as episodes
        on contacts.customer_key = episodes.customer_key and contacts.episode_number = episodes.episode_number
    group by episodes.episode_key

),

repeats as (

    select
        episodes.*,
        handled.contacts_handled
    from episodes
    inner join handled on episodes.episode_key = handled.episode_key

),

days as (

    -- Each scope by channel, since a contact of each channel costs something else.
    select
        first_started_date as date_day,
        channel,
{{ scope_columns(scopes) }},
        cast(count(*) as {{ type_bigint() }}) as repeats,
        cast(sum(contacts_handled) as {{ type_bigint() }}) as avoidable_contacts
    from repeats
    {{ scope_grouping_sets('first_started_date, channel', scopes) }}

),

scoped as (

    select * from days
    where scope_value is not null
    union all
    select
        date_day,
        channel,
        'channel' as scope_kind,
        channel as scope_value,
        repeats,
        avoidable_contacts
    from days
    where scope_kind = 'center'

)

select * from scoped
