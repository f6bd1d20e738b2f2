{#-
The level of a three-state flag in words: `when_true`, `when_false`, and `unknown` where it is null.
Arguments: flag, a boolean SQL expression; when_true, when_false: words.
-#}
{% macro three_state_level(flag, when_true, when_false) -%}
    case
            when {{ flag }} then '{{ when_true }}'
            when not {{ flag }} then '{{ when_false }}'
            else 'unknown'
        end
{%- endmacro %}
