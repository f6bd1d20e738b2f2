{%- set counts = [
    'fcr_contacts', 'contacts_invited', 'contacts_answered', 'contacts_resolved_by_survey', 'contacts_pending',
] %}

with strata as (

    select * from {{ ref('int_fcr_survey_strata') }}

),

scores as (

    select * from {{ ref('kpi_scorecard') }}
    where kpi = 'fcr_by_survey_rate' and scope_kind in ('center', 'channel', 'queue', 'topic')

),

weighed as (

    -- As decimals, so that the order of the rows does not matter.
    select
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        {%- for name in counts %}
        cast(sum({{ name }}) as {{ type_bigint() }}) as {{ name }},
        {%- endfor %}
        cast(sum(case when contacts_answered > 0 then fcr_contacts else 0 end) as {{ type_bigint() }})
            as contacts_represented,
        cast(sum(cast(fcr_contacts * stratum_rate as decimal(38, 12))) as {{ type_double() }})
            as weighted_resolved
    from strata
    group by period_grain, period_start_date, scope_kind, scope_value

),

rated as (

    select
        weighed.period_grain,
        weighed.period_start_date,
        weighed.scope_kind,
        weighed.scope_value,
        scores.is_complete,
        scores.is_settled,
        {%- for name in counts %}
        weighed.{{ name }},
        {%- endfor %}
        {{ safe_divide('weighed.contacts_answered', 'weighed.contacts_invited') }} as response_share,
        {{ safe_divide('weighed.fcr_contacts - weighed.contacts_answered', 'weighed.fcr_contacts') }}
            as unheard_share,
        scores.value as fcr_by_survey_rate,
        scores.interval_low,
        scores.interval_high,
        scores.is_reliable,
        weighed.weighted_resolved,
        {{ safe_divide('weighed.weighted_resolved', 'weighed.fcr_contacts') }}
            as fcr_by_survey_weighted_rate,
        weighed.contacts_represented,
        {{ safe_divide('weighed.contacts_represented', 'weighed.fcr_contacts') }} as represented_share
    from weighed
    inner join scores
        on
            weighed.period_grain = scores.period_grain
            and weighed.period_start_date = scores.period_start_date
            and weighed.scope_kind = scores.scope_kind
            and weighed.scope_value = scores.scope_value

)

select * from rated
