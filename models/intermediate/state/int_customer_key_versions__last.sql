-- Keys of another secret belong to nobody who could be found again.
with versions as (

    select * from {{ ref('int_customer_key_versions__remembered') }}
    where is_same_secret

),

numbered as (

    select
        versions.*,
        row_number() over (partition by identifier_key order by publication_number desc nulls last) as place
    from versions

)

select
    identifier_key,
    publication_number,
    customer_key
from numbered
where place = 1
