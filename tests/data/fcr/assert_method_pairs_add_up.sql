-- Over the channels, what two methods say adds up to the center's; whatever is judged by repeat is judged by all that is known;
-- and an answer is the last word, so that survey and verified never differ.
with pairs as (

    select * from {{ ref('fcr_method_agreement') }}

),

components as (

    select * from {{ ref('int_period_components') }}

),

channels as (

    select
        period_grain,
        period_start_date,
        method_a,
        method_b,
        sum(contacts) as contacts,
        sum(both_met) as both_met,
        sum(neither_met) as neither_met,
        sum(pending) as pending
    from pairs
    where scope_kind = 'channel'
    group by period_grain, period_start_date, method_a, method_b

)

select
    pairs.period_grain,
    pairs.period_start_date,
    pairs.scope_kind,
    pairs.scope_value,
    pairs.method_a,
    pairs.method_b
from pairs
left join channels
    on
        pairs.period_grain = channels.period_grain
        and pairs.period_start_date = channels.period_start_date
        and pairs.method_a = channels.method_a
        and pairs.method_b = channels.method_b
left join components
    on
        pairs.period_grain = components.period_grain
        and pairs.period_start_date = components.period_start_date
        and pairs.scope_kind = components.scope_kind
        and pairs.scope_value = components.scope_value
where
    (
        pairs.scope_kind = 'center'
        and (
            pairs.contacts is distinct from channels.contacts
            or pairs.both_met is distinct from channels.both_met
            or pairs.neither_met is distinct from channels.neither_met
            or pairs.pending is distinct from channels.pending
        )
    )
    or (
        pairs.method_a = 'repeat'
        and pairs.method_b = 'verified'
        and pairs.contacts is distinct from components.fcr_contacts_settled
    )
    or (pairs.method_a = 'survey' and pairs.method_b = 'verified' and pairs.only_a_met + pairs.only_b_met > 0)
