-- A switchboard's number is seen with many addresses, a shop's own address with many numbers: judged before anything
-- is tied, so that one such identifier makes neither one customer of thousands nor a slow build.
with identifiers as (

    select * from {{ ref('int_identifiers__numbered') }}

),

pairs as (

    select * from {{ ref('int_identifier_pairs') }}

),

neighbours as (

    select identifier_number, other_kind, count(*) as identifiers_of_kind
    from pairs
    group by identifier_number, other_kind

    union all

    select other_number as identifier_number, kind as other_kind, count(*) as identifiers_of_kind
    from pairs
    group by other_number, kind

),

degrees as (

    select identifier_number, max(identifiers_of_kind) as degree
    from neighbours
    group by identifier_number

)

select
    identifiers.identifier_number,
    identifiers.kind,
    cast(coalesce(degrees.degree, 0) as {{ type_bigint() }}) as degree,
    coalesce(degrees.degree, 0) > {{ var('cc_identifier_degree_limit') }} as is_shared
from identifiers
left join degrees on identifiers.identifier_number = degrees.identifier_number
