{#-
How an agency stands beside those who work in house, of outsourcer_comparison: better, worse or within_noise, by the adjusted difference
where there is one; null where neither direction is better or nothing can be proven. Arguments: better, the column that says which
direction is.
-#}
{% macro standing(better) -%}
    {%- set significant = 'coalesce(is_adjusted_difference_significant, is_difference_significant)' -%}
    {%- set difference = 'coalesce(adjusted_difference, difference)' -%}
    case
        when {{ better }} is null or {{ significant }} is null then null
        when not {{ significant }} then 'within_noise'
        when ({{ better }} = 'higher') = ({{ difference }} > 0) then 'better'
        else 'worse'
    end
{%- endmacro %}
