with versions as (

    select * from {{ source('state', 'customer_key_versions') }}

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
