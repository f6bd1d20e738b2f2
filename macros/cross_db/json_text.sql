{#-
A JSON object as compact text, {"name":"value",...}, in the order given. `pairs` is a list of [name,
expression]. Every value is written as text (so that engines agree), null as null.
-#}
{% macro json_text(pairs) -%}
    {{ return(adapter.dispatch('json_text', 'contact_center')(pairs)) }}
{%- endmacro %}

{% macro default__json_text(pairs) -%}
    {#- Not json_build_object: it puts blanks around the colon. -#}
    {%- set members = [] -%}
    {%- for name, expression in pairs -%}
        {%- set label = tojson(name) | replace("'", "''") -%}
        {%- do members.append(
            "'" ~ label ~ ":' || coalesce(cast(to_json(cast(" ~ expression
            ~ " as text)) as text), 'null')"
        ) -%}
    {%- endfor -%}
    ('{' || {{ members | join(" || ',' || ") }} || '}')
{%- endmacro %}

{% macro duckdb__json_text(pairs) -%}
    {%- set members = [] -%}
    {%- for name, expression in pairs -%}
        {%- set label = name | replace("'", "''") -%}
        {%- do members.append("'" ~ label ~ "', cast(" ~ expression ~ " as varchar)") -%}
    {%- endfor -%}
    cast(json_object({{ members | join(', ') }}) as varchar)
{%- endmacro %}
