-- Every answer that counts, of a day that has a period, is in the center's KPIs of its day: once by the day of the answer, and,
-- unless it is about nothing that was delivered, once by the day of the contact.
with answers as (

    select
        responses.survey_kind,
        count(responded.date_day) as by_response_date,
        count(contacted.date_day) as by_contact_date
    from {{ ref('fct_survey_responses') }} as responses
    inner join {{ ref('int_survey_responses__placed') }} as placed on responses.response_key = placed.response_key
    left join {{ ref('dim_dates') }} as responded on placed.responded_date = responded.date_day
    left join {{ ref('dim_dates') }} as contacted on placed.contact_date = contacted.date_day
    where responses.is_counted
    group by responses.survey_kind

),

days as (

    select * from {{ ref('fct_center_kpis') }}
    where period_grain = 'day'

),

counted as (
    {% for kind in ['csat', 'nps', 'ces'] %}
    select
        '{{ kind }}' as survey_kind,
        sum({{ kind }}_responses) as by_response_date,
        sum({{ kind }}_responses_by_contact) as by_contact_date
    from days
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select counted.survey_kind
from counted
left join answers on counted.survey_kind = answers.survey_kind
where
    coalesce(counted.by_response_date, 0) <> coalesce(answers.by_response_date, 0)
    or coalesce(counted.by_contact_date, 0) <> coalesce(answers.by_contact_date, 0)
