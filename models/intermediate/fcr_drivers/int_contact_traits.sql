-- What the segments of a contact recorded besides its course: the first known language, whether every script was completed, ...
with segments as (

    select
        {{ hash_key(['source', 'contact_id']) }} as contact_key,
        segment_number,
        language,
        script_id,
        is_script_completed,
        knowledge_articles_used,
        unresolved_reason,
        is_resolved
    from {{ ref('int_contacts__accepted') }}

),

placed as (

    select
        segments.*,
        count(language) over forwards as languages_so_far,
        count(unresolved_reason) over backwards as reasons_to_come
    from segments
    window
        forwards as (partition by contact_key order by segment_number),
        backwards as (partition by contact_key order by segment_number desc nulls last)

)

select
    contact_key,
    max(case when language is not null and languages_so_far = 1 then language end) as language,
    max(case when unresolved_reason is not null and reasons_to_come = 1 then unresolved_reason end) as unresolved_reason,
    bool_or(script_id is not null or is_script_completed is not null) as has_script,
    bool_and(is_script_completed) as is_script_completed,
    cast(sum(knowledge_articles_used) as {{ type_bigint() }}) as knowledge_articles_used
from placed
group by contact_key
