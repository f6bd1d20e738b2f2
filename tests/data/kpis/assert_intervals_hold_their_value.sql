-- An interval holds the value it is about; 1e-12 is the rounding of its formula.
select *
from {{ ref('kpi_scorecard') }}
where interval_low > value + 1e-12 or interval_high < value - 1e-12 or interval_low > interval_high
