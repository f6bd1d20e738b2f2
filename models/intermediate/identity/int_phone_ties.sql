-- Which groups of customer_ids and e-mail addresses a phone number ties, and whether it may. A phone of two people
-- who are known under customer_ids of their own is the household's: it cannot say who called.
with pairs as (

    select * from {{ ref('int_identifier_pairs') }}
    where other_kind = 'phone'

),

unshared as (

    select identifier_number, kind from {{ ref('int_identifier_degrees') }}
    where not is_shared

),

strong_groups as (

    select * from {{ ref('int_strong_groups') }}

),

grouped as (

    select
        unshared.identifier_number,
        unshared.kind,
        coalesce(strong_groups.component, unshared.identifier_number) as group_number
    from unshared
    left join strong_groups on unshared.identifier_number = strong_groups.node
    where unshared.kind <> 'phone'

),

named_groups as (

    select distinct group_number
    from grouped
    where kind = 'customer_id'

),

ties as (

    select distinct
        pairs.other_number as phone_number,
        grouped.group_number
    from pairs
    inner join unshared as phones on pairs.other_number = phones.identifier_number
    inner join grouped on pairs.identifier_number = grouped.identifier_number

),

counted as (

    select
        ties.phone_number,
        ties.group_number,
        named_groups.group_number is not null as is_named,
        count(named_groups.group_number) over (partition by ties.phone_number) as named_groups
    from ties
    left join named_groups on ties.group_number = named_groups.group_number

)

select
    phone_number,
    group_number,
    is_named,
    named_groups,
    {% if var('cc_shared_phone_policy') == 'customer_id_wins' -%}
    named_groups >= 2 as is_household
    {%- else -%}
    false as is_household
    {%- endif %}
from counted
