-- What the segments of a contact recorded of the work on it: whether every script was completed, articles used, why not resolved.
with segments as (

    select
        {{ hash_key(['source', 'contact_id']) }} as contact_key,
        segment_number,
        script_id,
        is_script_completed,
        knowledge_articles_used,
        unresolved_reason
    from {{ ref('int_contacts__accepted') }}

),

placed as (

    select
        segments.*,
        count(unresolved_reason) over backwards as reasons_to_come
    from segments
    window backwards as (partition by contact_key order by segment_number desc nulls last)

)

select
    contact_key,
    max(case when unresolved_reason is not null and reasons_to_come = 1 then unresolved_reason end) as unresolved_reason,
    bool_or(script_id is not null or is_script_completed is not null) as has_script,
    bool_and(is_script_completed) as is_script_completed,
    cast(sum(knowledge_articles_used) as {{ type_bigint() }}) as knowledge_articles_used
from placed
group by contact_key
