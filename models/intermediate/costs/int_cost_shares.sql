-- Whose costs are: those that name a scope are that scope's; the others are shared out, by the work of the month that matches
-- what they name (of people's pay that names no outsourcer: by the work of no agency); without such work they stay unallocated.
{%- set names = {'channel': 'own_channel', 'queue': 'queue', 'site': 'site', 'outsourcer': 'outsourcer'} %}

with claims as (

    select * from {{ ref('int_cost_claims') }}

),

work as (

    select * from {{ ref('int_cost_work') }}

),

places as (

    select distinct
        month_start_date, place_key, place_outsourcer, place_site, place_queue, place_channel
    from work

),

named as (
    {% for kind in cost_scopes() %}
    select
        claim_key,
        month_start_date,
        is_payroll,
        '{{ kind }}' as scope_kind,
        {{ names[kind] if kind in names else 'cast(null as ' ~ type_text() ~ ')' }} as named_value
    from claims
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

matched as (

    select
        claims.claim_key,
        claims.month_start_date,
        places.place_key
    from claims
    inner join places
        on
            claims.month_start_date = places.month_start_date
            and (claims.site is null or claims.site = places.place_site)
            and (claims.queue is null or claims.queue = places.place_queue)
            and (claims.channel is null or claims.channel = places.place_channel)
            and (
                claims.outsourcer = places.place_outsourcer
                or (
                    claims.outsourcer is null
                    and (not claims.is_payroll or places.place_outsourcer in ('in_house', 'unknown'))
                )
            )

),

weighed as (

    select
        named.claim_key,
        named.month_start_date,
        named.scope_kind,
        work.scope_value,
        case when named.is_payroll then sum(work.pay) else sum(work.weight) end as weight
    from named
    inner join matched on named.claim_key = matched.claim_key and named.month_start_date = matched.month_start_date
    inner join work
        on
            matched.month_start_date = work.month_start_date
            and matched.place_key = work.place_key
            and named.scope_kind = work.scope_kind
    where named.named_value is null
    group by named.claim_key, named.month_start_date, named.scope_kind, work.scope_value, named.is_payroll

),

cumulated as (

    select
        weighed.*,
        sum(weight) over (
            partition by claim_key, month_start_date, scope_kind
            order by {{ binary_order('scope_value') }} rows between unbounded preceding and current row
        ) as weight_up_to,
        sum(weight) over (partition by claim_key, month_start_date, scope_kind) as weights
    from weighed

),

shared as (

    select
        claim_key,
        month_start_date,
        scope_kind,
        scope_value,
        {{ safe_divide('weight_up_to - weight', 'weights') }} as from_share,
        {{ safe_divide('weight_up_to', 'weights') }} as to_share
    from cumulated
    where weights > 0

),

allocated as (

    select distinct
        claim_key,
        month_start_date,
        scope_kind
    from shared

),

whole as (

    select
        named.claim_key,
        named.month_start_date,
        named.scope_kind,
        coalesce(named.named_value, 'unallocated') as scope_value,
        cast(0 as {{ type_double() }}) as from_share,
        cast(1 as {{ type_double() }}) as to_share
    from named
    left join allocated
        on
            named.claim_key = allocated.claim_key
            and named.month_start_date = allocated.month_start_date
            and named.scope_kind = allocated.scope_kind
    where allocated.claim_key is null

)

select * from shared
union all
select * from whole
