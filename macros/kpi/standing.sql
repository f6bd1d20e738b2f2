{#-
How an agency stands beside those who work in house, of outsourcer_comparison: by the adjusted difference where a mix adjusts the KPI,
else as measured. too_few where either side cannot be relied on; within_noise where both can and the interval holds 0; null where neither
direction is better, or nothing has an interval. Reads the columns of outsourcer_comparison.
-#}
{% macro standing() -%}
    {%- set is_mixed = 'is_adjusted_reliable is not null' -%}
    {%- set reliable = 'case when ' ~ is_mixed ~ ' then is_adjusted_reliable else is_reliable end' -%}
    {%- set significant =
        'case when ' ~ is_mixed ~ ' then is_adjusted_difference_significant else is_difference_significant end' -%}
    {%- set difference = 'case when ' ~ is_mixed ~ ' then adjusted_difference else difference end' -%}
    case
        when better is null or interval_kind = 'none' or in_house_value is null then null
        when not ({{ reliable }} and is_in_house_reliable) then 'too_few'
        when not ({{ significant }}) then 'within_noise'
        when (better = 'higher') = ({{ difference }} > 0) and {{ significant }} then 'better'
        when {{ significant }} then 'worse'
    end
{%- endmacro %}
