-- What the segments say of their contact beside the course of it: the first known word, of the disposition the last. Apart from
-- int_contacts__assembled, so that the wide windows there stay as narrow as they are.
with segments as (

    select
        contact_key,
        source,
        segment_number,
        language,
        complexity,
        disposition
    from {{ ref('int_contact_segments__unioned') }}
    where coalesce(language, complexity, disposition) is not null

),

placed as (

    select
        segments.*,
        count(language) over forwards as languages_so_far,
        count(complexity) over forwards as complexities_so_far,
        count(disposition) over backwards as dispositions_to_come
    from segments
    window
        forwards as (partition by contact_key order by segment_number),
        backwards as (partition by contact_key order by segment_number desc nulls last)

)

select
    contact_key,
    source,
    max(case when languages_so_far = 1 then language end) as language,
    max(case when complexities_so_far = 1 then complexity end) as complexity,
    max(case when dispositions_to_come = 1 then disposition end) as last_disposition
from placed
group by contact_key, source
