-- A bucket holds nothing that belongs into another: its least and its greatest value are of it, and at most 1 % from the value that
-- it stands for (1e-9: the rounding of exp). What has not ended has neither.
select *
from {{ ref('int_duration_days__histogram') }}
where
    observations < 1
    or least_seconds > greatest_seconds
    or {{ histogram_bucket('least_seconds') }} is distinct from bucket
    or {{ histogram_bucket('greatest_seconds') }} is distinct from bucket
    or abs({{ histogram_value('bucket', 'least_seconds', 'greatest_seconds') }} - least_seconds) > 0.01 * least_seconds + 1e-9
    or abs({{ histogram_value('bucket', 'least_seconds', 'greatest_seconds') }} - greatest_seconds)
    > 0.01 * greatest_seconds + 1e-9
