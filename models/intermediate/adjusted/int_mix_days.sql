{%- set subjects = adjusted_kpis().values() | unique | list %}
{%- set kinds = {'agent': 'agent_id', 'team': 'team', 'site': 'site', 'outsourcer': 'outsourcer'} -%}

with contacts as (

    select
        contact_key,
        channel,
        topic,
        complexity
    from {{ ref('int_contacts__classified') }}

),

agent_contacts as (

    select
        handlers.*,
        contacts.channel,
        contacts.topic,
        contacts.complexity,
        true as is_inbound,
        true as is_work_of_handled_contact
    from {{ ref('int_contact_handlers') }} as handlers
    inner join contacts on handlers.contact_key = contacts.contact_key
    where handlers.scope_kind in ('{{ kinds | join("', '") }}')

),

fcr_contacts as (
    {% for kind, column in kinds.items() %}
    select
        counted.*,
        '{{ kind }}' as scope_kind,
        {{ column }} as scope_value
    from {{ ref('int_fcr_contacts') }} as counted
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

survey_answers as (
    {% for kind, column in kinds.items() %}
    select
        answers.*,
        answers.responded_date as started_date,
        coalesce(contacts.complexity, 'unknown') as complexity,
        '{{ kind }}' as scope_kind,
        answers.{{ column }} as scope_value
    from {{ ref('int_survey_responses__classified') }} as answers
    left join contacts on answers.contact_key = contacts.contact_key
    where answers.responded_date is not null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

days as (
    {% for subject in subjects %}
    select
        '{{ subject }}' as subject,
        started_date as date_day,
        scope_kind,
        scope_value,
        channel,
        topic,
        complexity
        {%- for other in subjects %}
        {%- for name in adjusted_components(other) %}
        {%- set type = 'decimal(38, 12)' if kpi_components()[name].exact | default(false) else type_double() %},
        {{ select_components(subject, [name]) if other == subject else 'cast(null as ' ~ type ~ ') as ' ~ name }}
        {%- endfor %}
        {%- endfor %}
    from {{ subject }}
    group by started_date, scope_kind, scope_value, channel, topic, complexity
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from days
