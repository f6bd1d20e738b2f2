{%- set midnight = "cast('00:00:00' as " ~ type_time() ~ ")" %}

with delivered as (

    select
        nullif(trim(call_id), '') as call_id,
        nullif(trim(agent), '') as agent,
        trim(call_date) || 'T' || trim(call_time) as started_at,
        nullif(trim(topic), '') as topic,
        nullif(trim(answered), '') as answered,
        nullif(trim(resolved), '') as is_resolved,
        nullif(trim(speed_of_answer), '') as answer_seconds,
        nullif(trim(talk_duration), '') as talk_duration,
        nullif(trim(rating), '') as rating,
        _file,
        _line
    from {{ landed('phonenow', 'calls') }}

),

parsed as (

    {{ parse_columns(
        'delivered',
        {
            'call_id': 'text',
            'agent': 'text',
            'started_at': 'instant',
            'topic': 'text',
            'answered': 'text',
            'is_resolved': 'boolean',
            'answer_seconds': 'integer',
            'talk_duration': 'time',
            'rating': 'number',
        },
        zone="'" ~ var('cc_source_time_zones').get('phonenow', 'UTC') ~ "'",
    ) | indent(4) }}

)

select
    parsed.*,
    {{ seconds_on_clock(midnight, 'talk_duration') }} as talk_seconds
from parsed
