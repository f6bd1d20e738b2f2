-- Customers do not add up: who called on Monday and on Friday is one customer of the week. So they are counted per period, over
-- the offered contacts whose customer is known.
{%- set scopes = {'channel': 'channel', 'queue': 'first_queue', 'topic': 'topic'} -%}
{%- set double = type_double() %}

with contacts as (

    select
        customer_key,
        channel,
        first_queue,
        topic,
        started_date
    from {{ ref('int_contacts__classified') }}
    where is_inbound and is_offered and is_identified and not is_after_horizon

),

periods as (

    select
        period_grain,
        period_start_date,
        date_day
    from {{ ref('dim_periods') }}

),

placed as (

    select
        contacts.*,
        periods.period_grain,
        periods.period_start_date
    from contacts
    inner join periods on contacts.started_date = periods.date_day

),

customers as (

    select
        period_grain,
        period_start_date,
        customer_key,
{{ scope_columns(scopes) }},
        cast(count(*) as {{ double }}) as contacts
    from placed
    {{ scope_grouping_sets('period_grain, period_start_date, customer_key', scopes) }}

)

select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    cast(count(*) as {{ double }}) as customers_offered,
    sum(contacts) as contacts_offered_identified,
    sum(contacts * contacts) as contacts_per_customer_squares
from customers
where scope_value is not null
group by period_grain, period_start_date, scope_kind, scope_value
