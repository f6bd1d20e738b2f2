{%- set scopes = {'center': "'all'", 'channel': 'channel', 'queue': 'queue', 'topic': 'topic'} -%}
{%- set methods = fcr_methods() -%}

with fcr_contacts as (

    select * from {{ ref('int_fcr_contacts') }}

),

verdicts as (
    {% for method_a, method_b in fcr_method_pairs() %}
    select
        started_date as date_day,
        channel,
        queue,
        topic,
        '{{ method_a }}' as method_a,
        '{{ method_b }}' as method_b,
        {{ methods[method_a].flag }} as is_met_a,
        {{ methods[method_b].flag }} as is_met_b,
        {{ methods[method_a].pending }} as is_pending_a,
        {{ methods[method_b].pending }} as is_pending_b
    from fcr_contacts
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

compared as (

    -- Pending: whichever method has not judged yet still may, and a verdict is still to come or can change.
    select
        verdicts.*,
        (
            (is_met_a is not null or is_pending_a)
            and (is_met_b is not null or is_pending_b)
            and (is_pending_a or is_pending_b)
        ) as is_pending
    from verdicts

),

counted as (

    select
        date_day,
        channel,
        queue,
        topic,
        method_a,
        method_b,
        count(case when is_met_a and is_met_b then 1 end) as both_met,
        count(case when is_met_a and not is_met_b then 1 end) as only_a_met,
        count(case when not is_met_a and is_met_b then 1 end) as only_b_met,
        count(case when not is_met_a and not is_met_b then 1 end) as neither_met,
        count(case when is_pending then 1 end) as pending
    from compared
    where (is_met_a is not null and is_met_b is not null) or is_pending
    group by date_day, channel, queue, topic, method_a, method_b

),

placed as (
    {% for kind, value in scopes.items() %}
    select
        counted.*,
        '{{ kind }}' as scope_kind,
        {{ value }} as scope_value
    from counted
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

days as (

    -- A contact without a queue entry has no queue to show at.
    select
        date_day,
        scope_kind,
        scope_value,
        method_a,
        method_b,
        cast(sum(both_met) as {{ type_bigint() }}) as both_met,
        cast(sum(only_a_met) as {{ type_bigint() }}) as only_a_met,
        cast(sum(only_b_met) as {{ type_bigint() }}) as only_b_met,
        cast(sum(neither_met) as {{ type_bigint() }}) as neither_met,
        cast(sum(pending) as {{ type_bigint() }}) as pending
    from placed
    where scope_value is not null
    group by date_day, scope_kind, scope_value, method_a, method_b

)

select * from days
