-- Every pair of identifiers seen together, with the first record that shows it, and whether it ties them: the one
-- place that says why two identifiers are one customer's, or are not.
with pairs as (

    select * from {{ ref('int_identifier_pairs') }}

),

records as (

    select * from {{ ref('int_identifier_records') }}

),

degrees as (

    select * from {{ ref('int_identifier_degrees') }}

),

strong_groups as (

    select * from {{ ref('int_strong_groups') }}

),

phone_ties as (

    select * from {{ ref('int_phone_ties__judged') }}

),

judged as (

    select
        pairs.*,
        case
            when one.is_shared or other.is_shared then 'shared_identifier'
            else phone_ties.dropped_reason
        end as dropped_reason
    from pairs
    inner join degrees as one on pairs.identifier_number = one.identifier_number
    inner join degrees as other on pairs.other_number = other.identifier_number
    left join strong_groups on pairs.identifier_number = strong_groups.node
    left join phone_ties
        on
            pairs.other_number = phone_ties.phone_number
            and coalesce(strong_groups.component, pairs.identifier_number) = phone_ties.group_number

)

select
    judged.identifier_number,
    judged.other_number,
    judged.kind,
    judged.other_kind,
    judged.dropped_reason is null as is_kept,
    judged.dropped_reason,
    judged.first_record_number,
    records.entity as first_entity,
    records.source as first_source,
    records.record_id as first_record_id,
    records.seen_at as first_seen_at
from judged
inner join records on judged.first_record_number = records.record_number
