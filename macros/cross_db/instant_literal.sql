{#-
A fixed instant, written as ISO 8601 text with an offset ('2025-01-01T00:00:00Z'), as a UTC
timestamp literal. The text is known while compiling; one without an offset, or unreadable, stops
the run.
-#}
{% macro instant_literal(instant) -%}
    {{ return(adapter.dispatch('instant_literal', 'contact_center')(instant)) }}
{%- endmacro %}

{% macro default__instant_literal(instant) -%}
    {%- set problem -%}
        '{{ instant }}' is no ISO 8601 instant with an offset, such as 2025-01-01T00:00:00Z.
    {%- endset -%}
    {%- set pattern =
        '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?'
        ~ '(Z|[+-][0-9]{2}(:?[0-9]{2})?)'
    -%}
    {%- if not modules.re.fullmatch(pattern, instant | string) -%}
        {{- exceptions.raise_compiler_error(problem) -}}
    {%- endif -%}
    {%- set moment = modules.datetime.datetime.fromisoformat(instant) -%}
    {%- set moment = moment.astimezone(modules.pytz.utc).replace(tzinfo=none) -%}
    cast('{{ moment.isoformat(sep=" ") }}' as {{ type_timestamp() }})
{%- endmacro %}
