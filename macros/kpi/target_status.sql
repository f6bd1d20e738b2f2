{#-
Which side of its target a value is proven to be on: met or missed, above or below where neither direction is better; within_noise where
the interval holds the target (or the value, which neither side is better of, is it), too_few where the value is not reliable. Reads the
columns of kpi_scorecard.
-#}
{% macro target_status() -%}
    case
        when target_distance is null then null
        when not coalesce(is_reliable, true) then 'too_few'
        when
            coalesce(interval_low, interval_high) is not null
            and coalesce(interval_low <= target, true)
            and coalesce(interval_high >= target, true)
            then 'within_noise'
        when is_target_met then 'met'
        when not is_target_met then 'missed'
        when target_distance > 0 then 'above'
        when target_distance < 0 then 'below'
        else 'within_noise'
    end
{%- endmacro %}
