-- No estimate lies outside what can still come true: below the contacts known not to be repeated, or above these and all pending
-- ones. A billionth of a contact is the rounding of sums of doubles.
select
    period_grain,
    period_start_date,
    scope_kind,
    scope_value,
    window_hours,
    not_repeated,
    pending,
    settled,
    fcr_estimated_rate
from {{ ref('int_fcr_windows__estimated') }}
where
    (settled + pending) * fcr_estimated_rate < not_repeated - 1e-9
    or (settled + pending) * fcr_estimated_rate > not_repeated + pending + 1e-9
