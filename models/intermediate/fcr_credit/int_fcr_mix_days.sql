{%- set scopes = {
    'center': 'everybody',
    'agent': 'agent_id',
    'team': 'team',
    'site': 'site',
    'outsourcer': 'outsourcer',
} -%}

with settled as (

    select
        fcr_contacts.*,
        'all' as everybody
    from {{ ref('int_fcr_contacts') }} as fcr_contacts
    where is_fcr_by_repeat is not null

),

days as (
    {% for kind, column in scopes.items() %}
    select
        started_date as date_day,
        channel,
        topic,
        complexity,
        '{{ kind }}' as scope_kind,
        {{ column }} as scope_value,
        cast(count(*) as {{ type_bigint() }}) as settled,
        cast(count(case when is_fcr_by_repeat then 1 end) as {{ type_bigint() }}) as not_repeated
    from settled
    group by started_date, channel, topic, complexity, {{ column }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from days
