-- What begins behind the data horizon is flagged, and nothing before it is; it is in no episode.
{% set facts = {
    'fct_contacts': ('contact_key', 'started_at', 'episode_key'),
    'fct_contact_segments': ('segment_key', 'started_at', 'cast(null as ' ~ type_bigint() ~ ')'),
    'fct_tickets': ('ticket_key', 'created_at', 'cast(null as ' ~ type_bigint() ~ ')'),
} %}
with horizon as (

    select horizon_at
    from {{ ref('int_data_horizon') }}

),

facts as (
    {% for relation, (key, begins_at, episode) in facts.items() %}
    select
        '{{ relation }}' as relation,
        {{ key }} as row_key,
        {{ begins_at }} as begins_at,
        {{ episode }} as episode_key,
        is_after_horizon
    from {{ ref(relation) }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    facts.relation,
    facts.row_key,
    facts.begins_at
from facts
cross join horizon
where
    facts.is_after_horizon is distinct from (facts.begins_at > horizon.horizon_at)
    or (facts.is_after_horizon and facts.episode_key is not null)
