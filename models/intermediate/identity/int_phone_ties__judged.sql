-- A cluster of two or more groups with customer_ids keeps only what is certain: a phone that one of them alone uses
-- stays with it, a phone that none of them uses stays with the unnamed groups, and nothing lies between.
with ties as (

    select * from {{ ref('int_phone_ties') }}

),

clusters as (

    select * from {{ ref('int_phone_clusters') }}

),

placed as (

    select
        ties.*,
        clusters.component as cluster_number
    from ties
    left join clusters on ties.phone_number = clusters.node

),

cluster_sizes as (

    select
        cluster_number,
        count(distinct case when is_named then group_number end) as named_groups
    from placed
    where cluster_number is not null
    group by cluster_number

)

select
    placed.phone_number,
    placed.group_number,
    case
        when placed.is_household then 'household_phone'
        {%- if var('cc_shared_phone_policy') == 'customer_id_wins' %}
        when cluster_sizes.named_groups >= 2 and placed.is_named <> (placed.named_groups = 1) then 'between_customer_ids'
        {%- endif %}
    end as dropped_reason
from placed
left join cluster_sizes on placed.cluster_number = cluster_sizes.cluster_number
