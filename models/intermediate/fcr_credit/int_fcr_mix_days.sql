{%- set scopes = {
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}
    where is_fcr_by_repeat is not null

),

complexities as (

    select * from {{ ref('int_contact_complexity') }}

),

settled as (

    select
        fcr_contacts.*,
        coalesce(complexities.complexity, 'unknown') as complexity
    from fcr_contacts
    left join complexities on fcr_contacts.contact_key = complexities.contact_key

),

days as (

    select
        started_date as date_day,
        channel,
        topic,
        complexity,
{{ scope_columns(scopes) }},
        cast(count(*) as {{ type_bigint() }}) as settled,
        cast(count(case when is_fcr_by_repeat then 1 end) as {{ type_bigint() }}) as not_repeated
    from settled
    {{ scope_grouping_sets('started_date, channel, topic, complexity', scopes) }}

)

select * from days
