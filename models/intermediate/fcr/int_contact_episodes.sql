-- Each contact of the sequence in its episode. The last handled one stands for the episode.
with sequence as (

    select
        contact_sequence.*,
        min(sequence_number) over episode as first_sequence_number,
        max(case when is_handled then sequence_number end) over episode as standing_sequence_number
    from {{ ref('int_contact_sequence') }} as contact_sequence
    window episode as (partition by customer_key, episode_number)

)

select
    contact_key,
    customer_key,
    episode_number,
    sequence_number,
    started_at,
    ended_at,
    is_handled,
    sequence_number = first_sequence_number as is_first,
    coalesce(sequence_number = standing_sequence_number, false) as is_standing
from sequence
