{#-
A truth value from text: true, t, yes, y, 1 and false, f, no, n, 0 in any case. Null where the text
is anything else.
-#}
{% macro try_boolean(text) -%}
    {{ return(adapter.dispatch('try_boolean', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__try_boolean(text) -%}
    case
        when lower(trim({{ text }})) in ('true', 't', 'yes', 'y', '1') then true
        when lower(trim({{ text }})) in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}

{% macro duckdb__try_boolean(text) -%}
    {#- The two usual words first: trimming and lowering cost more than all the rest. -#}
    case
        when {{ text }} = 'true' then true
        when {{ text }} = 'false' then false
        else {{ default__try_boolean(text) }}
    end
{%- endmacro %}
