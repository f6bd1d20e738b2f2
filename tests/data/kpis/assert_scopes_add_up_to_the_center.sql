-- What belongs to exactly one value of a scope adds up over its values to the center: entries over
-- channels, queues and topics; contacts and episodes over channels and topics; FCR contacts over
-- everything but queues, because a contact may have none.
{% set partitions = {
    'queue_entries': ['channel', 'queue', 'topic'],
    'contacts': ['channel', 'topic'],
    'fcr_contacts': ['channel', 'topic', 'agent', 'team', 'site', 'outsourcer'],
    'episodes': ['channel', 'topic'],
} %}

with periods as (

    select * from {{ ref('int_period_components') }}

),

centers as (

    select * from periods
    where scope_kind = 'center'

),

kinds as (

    select
        period_grain,
        period_start_date,
        scope_kind
        {%- for name in kpi_components() %},
        sum(coalesce({{ name }}, 0)) as {{ name }}
        {%- endfor %}
    from periods
    group by period_grain, period_start_date, scope_kind

)

select
    kinds.period_grain,
    kinds.period_start_date,
    kinds.scope_kind
from kinds
inner join centers
    on
        kinds.period_grain = centers.period_grain
        and kinds.period_start_date = centers.period_start_date
where
    false
    {%- for name, component in kpi_components().items() if component.subjects[0] in partitions %}
    or (
        kinds.scope_kind in ('{{ partitions[component.subjects[0]] | join("', '") }}')
        and abs(coalesce(centers.{{ name }}, 0) - kinds.{{ name }})
        > 1e-9 * greatest(1, abs(kinds.{{ name }}))
    )
    {%- endfor %}
