-- How hard a contact was: what the first segment that says so says.
with segments as (

    select
        {{ hash_key(['source', 'contact_id']) }} as contact_key,
        complexity,
        count(complexity) over forwards as complexities_so_far
    from {{ ref('int_contacts__accepted') }}
    window forwards as (partition by source, contact_id order by segment_number)

)

select
    contact_key,
    complexity
from segments
where complexity is not null and complexities_so_far = 1
