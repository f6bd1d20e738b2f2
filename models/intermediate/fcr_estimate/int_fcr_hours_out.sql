-- When contacts stop being followed: by a repeat, counted from the hour it completes, or by the
-- horizon, counted from the last hour that was over by then (-1: it ends behind the horizon, and is at
-- risk at no hour). Only on days that a curve needs.
{%- set scopes = {
    'channel': 'channel',
    'queue': 'queue',
    'topic': 'topic',
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} %}

with contacts as (

    select * from {{ ref('int_fcr_contacts') }}
    where is_identified

),

days as (

    select distinct date_day from {{ ref('int_fcr_curve_days') }}

),

followed as (

    select
        contacts.*,
        cast(ceil(contacts.hours_to_repeat) as {{ type_bigint() }}) as repeat_hour,
        greatest(
            -1,
            least({{ longest_fcr_window() }}, cast(floor(contacts.hours_to_horizon) as {{ type_bigint() }}))
        ) as hours_followed
    from contacts
    inner join days on contacts.started_date = days.date_day

),

observed as (

    select
        followed.*,
        coalesce(repeat_hour <= hours_followed, false) as is_repeat_seen,
        case when repeat_hour <= hours_followed then repeat_hour else hours_followed end as hour_out
    from followed

),

counted as (

    select
        started_date as date_day,
{{ scope_columns(scopes) }},
        hour_out,
        cast(count(case when is_repeat_seen then 1 end) as {{ type_bigint() }}) as repeats,
        cast(count(case when not is_repeat_seen then 1 end) as {{ type_bigint() }}) as censored
    from observed
    {{ scope_grouping_sets('started_date, hour_out', scopes) }}

),

placed as (

    select * from counted
    where scope_value is not null

)

select * from placed
