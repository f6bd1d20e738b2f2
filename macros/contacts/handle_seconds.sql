{#- Handle time from its parts: a part that is unknown counts as 0 where another is known; unknown where none is. Whole seconds. -#}
{% macro handle_seconds(talk, hold, wrap_up) -%}
    case
        when coalesce({{ talk }}, {{ hold }}, {{ wrap_up }}) is not null
            then coalesce({{ talk }}, 0) + coalesce({{ hold }}, 0) + coalesce({{ wrap_up }}, 0)
    end
{%- endmacro %}
