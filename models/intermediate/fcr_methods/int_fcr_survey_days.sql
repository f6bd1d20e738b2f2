with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}

),

invitations as (

    select * from {{ ref('int_contact_invitations') }}

),

days as (

    select
        fcr_contacts.started_date as date_day,
        fcr_contacts.channel,
        fcr_contacts.queue,
        fcr_contacts.topic,
        cast(count(*) as {{ type_bigint() }}) as fcr_contacts,
        cast(
            -- who answered was asked, whatever became of the invitation
            count(
                case
                    when invitations.contact_key is not null or fcr_contacts.is_fcr_by_survey is not null then 1
                end
            ) as {{ type_bigint() }}
        ) as contacts_invited,
        cast(count(fcr_contacts.is_fcr_by_survey) as {{ type_bigint() }}) as contacts_answered,
        cast(count(case when fcr_contacts.is_fcr_by_survey then 1 end) as {{ type_bigint() }})
            as contacts_resolved_by_survey,
        cast(count(case when fcr_contacts.is_survey_pending then 1 end) as {{ type_bigint() }})
            as contacts_pending
    from fcr_contacts
    left join invitations on fcr_contacts.contact_key = invitations.contact_key
    group by fcr_contacts.started_date, fcr_contacts.channel, fcr_contacts.queue, fcr_contacts.topic

)

select * from days
