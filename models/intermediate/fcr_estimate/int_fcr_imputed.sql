-- What becomes of the pending contacts of a thin window: each has the chance to stay unrepeated of those who were
-- followed further, by its own period's curve as far as that carries and by the lender's from there. The same scope
-- lends if enough of it were followed to the window, else the center if anybody was.
{% set sample = var('cc_minimum_sample') %}
with pending_hours as (

    select * from {{ ref('int_fcr_pending_hours') }}

),

-- The hour of a lender by one key: three hours of one lender are looked up below, and joined by their columns DuckDB would pair
-- every hour of a lender with every other first.
lent as (

    select
        *,
        {{ hash_key(['lending_week_start_date', 'scope_kind', 'scope_value', 'hour_out']) }} as lent_key
    from {{ ref('int_fcr_lent_curves') }}

),

chosen as (

    select
        pending_hours.*,
        case
            when scope_ends.at_risk >= {{ sample }} then pending_hours.scope_kind
            when center_ends.at_risk > 0 then 'center'
        end as lender_kind,
        case
            when scope_ends.at_risk >= {{ sample }} then pending_hours.scope_value
            when center_ends.at_risk > 0 then 'all'
        end as lender_value
    from pending_hours
    inner join lent as scope_ends
        on
            pending_hours.lending_week_start_date = scope_ends.lending_week_start_date
            and pending_hours.scope_kind = scope_ends.scope_kind
            and pending_hours.scope_value = scope_ends.scope_value
            and pending_hours.window_hours = scope_ends.hour_out
    inner join lent as center_ends
        on
            pending_hours.lending_week_start_date = center_ends.lending_week_start_date
            and center_ends.scope_kind = 'center'
            and pending_hours.window_hours = center_ends.hour_out

),

keyed as (

    select
        chosen.*,
        {{ hash_key(['lending_week_start_date', 'lender_kind', 'lender_value', 'window_hours']) }} as tail_key,
        {{ hash_key(['lending_week_start_date', 'lender_kind', 'lender_value', 'lending_from_hour']) }} as from_key,
        {{ hash_key(['lending_week_start_date', 'lender_kind', 'lender_value', 'first_thin_hour - 1']) }} as start_key
    from chosen
    where lender_kind is not null

),

chances as (

    select
        keyed.period_grain,
        keyed.period_start_date,
        keyed.scope_kind,
        keyed.scope_value,
        keyed.window_hours,
        keyed.contacts_pending,
        tails.variance_so_far - starts.variance_so_far as tail_variance,
        case
            when keyed.is_zero_before_thin or tails.zero_hours_so_far > froms.zero_hours_so_far then 0
            else exp(keyed.own_log_sum + tails.log_so_far - froms.log_so_far)
        end as chance
    from keyed
    inner join lent as tails on keyed.tail_key = tails.lent_key
    inner join lent as froms on keyed.from_key = froms.lent_key
    inner join lent as starts on keyed.start_key = starts.lent_key

)

-- decimals, so that the order of the rows does not matter
select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    window_hours,
    cast(sum(cast(contacts_pending * chance as decimal(38, 20))) as {{ type_double() }}) as pending_not_repeated,
    cast(sum(cast(contacts_pending * chance * (1 - chance) as decimal(38, 20))) as {{ type_double() }})
        as pending_variance,
    max(tail_variance) as tail_variance
from chances
group by period_grain, period_start_date, scope_kind, scope_value, window_hours
