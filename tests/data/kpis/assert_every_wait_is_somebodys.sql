-- Teams, sites and agencies each share out the waits of the center, bucket by bucket, whole and without a rest.
with waits as (

    select * from {{ ref('int_duration_days__histogram') }}
    where measure = 'wait'

),

kinds as (
    {% for kind in ['team', 'site', 'outsourcer'] %}
    select '{{ kind }}' as scope_kind
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

center as (

    select
        kinds.scope_kind,
        waits.date_day,
        waits.bucket,
        waits.observations,
        waits.least_seconds,
        waits.greatest_seconds
    from waits
    cross join kinds
    where waits.scope_kind = 'center'

),

shared as (

    select
        scope_kind,
        date_day,
        bucket,
        sum(observations) as observations,
        min(least_seconds) as least_seconds,
        max(greatest_seconds) as greatest_seconds
    from waits
    where scope_kind in ('team', 'site', 'outsourcer')
    group by scope_kind, date_day, bucket

)

select
    coalesce(center.scope_kind, shared.scope_kind) as scope_kind,
    coalesce(center.date_day, shared.date_day) as date_day,
    coalesce(center.bucket, shared.bucket) as bucket,
    center.observations as observations_of_the_center,
    shared.observations as observations_shared_out
from center
full outer join shared
    on
        center.scope_kind = shared.scope_kind
        and center.date_day = shared.date_day
        and center.bucket = shared.bucket
where
    center.observations is distinct from shared.observations
    or center.least_seconds is distinct from shared.least_seconds
    or center.greatest_seconds is distinct from shared.greatest_seconds
