-- The estimate of every open window: the product limit of its own contacts, with Greenwood's interval, where these carry to the
-- window or nobody can lend; else what is known of them, and of the pending ones what was borrowed, with an interval by Rubin's
-- rules (what the sample leaves open, what the chances leave open, and what the lender's curve does).
{% set z = 'cast(' ~ confidence_z() ~ ' as ' ~ type_double() ~ ')' %}
with own_parts as (

    select * from {{ ref('int_fcr_own_parts') }}

),

imputed as (

    select * from {{ ref('int_fcr_imputed') }}

),

joined as (

    select
        own_parts.*,
        imputed.pending_not_repeated,
        imputed.pending_variance,
        imputed.tail_variance,
        own_parts.is_thin and imputed.pending_not_repeated is not null as is_estimate_borrowed
    from own_parts
    left join imputed
        on
            own_parts.period_grain = imputed.period_grain
            and own_parts.period_start_date = imputed.period_start_date
            and own_parts.scope_kind = imputed.scope_kind
            and own_parts.scope_value = imputed.scope_value
            and own_parts.window_hours = imputed.window_hours

),

estimated as (

    select
        joined.*,
        case
            when is_estimate_borrowed
                then {{ safe_divide('contacts_known_not_repeated + pending_not_repeated', 'contacts') }}
            when contacts_pending > 0 and not is_followed_to_window then null
            when is_zero then cast(0 as {{ type_double() }})
            else exp(log_sum)
        end as fcr_estimated_rate
    from joined

),

spread as (

    select
        estimated.*,
        fcr_estimated_rate * (1 - fcr_estimated_rate) / contacts
        + pending_variance / contacts / contacts
        + power(pending_not_repeated / contacts, 2) * tail_variance as borrowed_variance
    from estimated

)

select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    window_hours,
    case when fcr_estimated_rate is not null then is_estimate_borrowed end as is_estimate_borrowed,
    fcr_estimated_rate,
    case
        when is_estimate_borrowed then greatest(0, fcr_estimated_rate - {{ z }} * sqrt(greatest(0, borrowed_variance)))
        else {{ survival_low('fcr_estimated_rate', 'variance_sum') }}
    end as estimated_interval_low,
    case
        when is_estimate_borrowed then least(1, fcr_estimated_rate + {{ z }} * sqrt(greatest(0, borrowed_variance)))
        else {{ survival_high('fcr_estimated_rate', 'variance_sum') }}
    end as estimated_interval_high
from spread
