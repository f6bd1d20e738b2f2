-- Each kind of contact (channel, queue, topic) in the scopes it lies in, with the rate that speaks for it: of its own answers;
-- where nobody answered, of its channel's; else of the whole scope's. No answer from outside a scope speaks for it.
{%- set counts = [
    'fcr_contacts', 'contacts_invited', 'contacts_answered', 'contacts_resolved_by_survey', 'contacts_pending',
] -%}
{%- set scopes = {'center': "'all'", 'channel': 'channel', 'queue': 'queue', 'topic': 'topic'} %}

with days as (

    select * from {{ ref('int_fcr_survey_days') }}

),

periods as (

    select * from {{ ref('dim_periods') }}

),

cells as (

    select
        {%- for name in counts %}
        cast(sum(days.{{ name }}) as {{ type_bigint() }}) as {{ name }},
        {%- endfor %}
        periods.period_grain,
        periods.period_start_date,
        days.channel,
        days.queue,
        days.topic
    from days
    inner join periods on days.date_day = periods.date_day
    group by
        periods.period_grain,
        periods.period_start_date,
        days.channel,
        days.queue,
        days.topic

),

placed as (
    {% for kind, value in scopes.items() %}
    select
        cells.*,
        '{{ kind }}' as scope_kind,
        {{ value }} as scope_value
    from cells
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

rated as (

    select
        placed.*,
        {{ safe_divide('contacts_resolved_by_survey', 'contacts_answered') }} as own_rate,
        {{ safe_divide(
            'sum(contacts_resolved_by_survey) over channel_of_scope',
            'sum(contacts_answered) over channel_of_scope',
        ) }} as channel_rate,
        {{ safe_divide(
            'sum(contacts_resolved_by_survey) over scope', 'sum(contacts_answered) over scope'
        ) }} as scope_rate
    from placed
    -- A contact without a queue entry has no queue to show at.
    where scope_value is not null
    window
        scope as (partition by period_grain, period_start_date, scope_kind, scope_value),
        channel_of_scope as (
            partition by period_grain, period_start_date, scope_kind, scope_value, channel
        )

)

select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    channel,
    queue,
    topic,
    {{ counts | join(',\n    ') }},
    coalesce(own_rate, channel_rate, scope_rate) as stratum_rate
from rated
