-- Each day beside the same weekday of the four weeks before, and whether more than chance lies between them. Contacts that come
-- independently of each other vary as Poisson says, and by no less than the four days did among themselves.
{%- set double = type_double() %}

with contacts as (

    select
        date_day,
        scope_kind,
        scope_value,
        contacts_offered
    from {{ ref('int_contact_days__components') }}

),

scopes as (

    select
        scope_kind,
        scope_value,
        min(date_day) as first_date
    from contacts
    group by scope_kind, scope_value

),

days as (

    select
        period_start_date as date_day,
        is_complete
    from {{ ref('dim_periods') }}
    where period_grain = 'day'

),

daily as (

    -- a day without a contact is a day with none
    select
        days.date_day,
        days.is_complete,
        scopes.scope_kind,
        scopes.scope_value,
        coalesce(contacts.contacts_offered, 0) as contacts_offered
    from scopes
    inner join days on scopes.first_date <= days.date_day
    left join contacts
        on
            scopes.scope_kind = contacts.scope_kind
            and scopes.scope_value = contacts.scope_value
            and days.date_day = contacts.date_day

),

weeks as (

    select weeks.number
    from (values (1), (2), (3), (4)) as weeks (number)

),

-- What a day is to the same weekdays of the four weeks after it: of a scope's first day nobody knows how much was delivered.
shifted as (

    select
        daily.scope_kind,
        daily.scope_value,
        {{ add_days('daily.date_day', '7 * weeks.number') }} as date_day,
        cast(daily.contacts_offered as {{ double }}) as contacts_offered
    from daily
    cross join weeks
    inner join scopes
        on
            daily.scope_kind = scopes.scope_kind
            and daily.scope_value = scopes.scope_value
            and daily.date_day > scopes.first_date

),

earlier as (

    select
        scope_kind,
        scope_value,
        date_day,
        count(*) as weeks,
        sum(contacts_offered) as total,
        sum(contacts_offered * contacts_offered) as squares
    from shifted
    group by scope_kind, scope_value, date_day

),

summed as (

    -- unknown unless all four are known
    select
        daily.*,
        earlier.total,
        earlier.squares
    from daily
    left join earlier
        on
            daily.scope_kind = earlier.scope_kind
            and daily.scope_value = earlier.scope_value
            and daily.date_day = earlier.date_day
            and earlier.weeks = 4

),

compared as (

    select
        summed.*,
        total / 4 as average_offered,
        case when is_complete then contacts_offered - total / 4 end as change,
        -- by chance: of the day itself, and a quarter of that for the average of four
        1.25 * greatest((contacts_offered + total) / 5, (squares - total * total / 4) / 3) as variance,
        is_complete and contacts_offered + total >= {{ var('cc_minimum_sample') }} as is_judged
    from summed

),

bounded as (

    select
        compared.*,
        {{ confidence_z() }} * sqrt(variance) as margin
    from compared

)

select
    date_day,
    scope_kind,
    scope_value,
    is_complete,
    contacts_offered,
    average_offered,
    change,
    {{ safe_divide('change', 'average_offered') }} as change_share,
    case when is_judged then change - margin end as change_interval_low,
    case when is_judged then change + margin end as change_interval_high,
    case when is_judged then abs(change) > margin end as is_change_significant
from bounded
