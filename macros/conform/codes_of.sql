{#-
One row per code of a vocabulary as a source sees it: code (in code_form), word. The source's own row wins over one for every source.
A seed's text null is loaded as such on some engines, as no value on others; here it is the code.
    source      name of the source
    vocabulary  a vocabulary of canonical_words(), or unknown_identifier
-#}
{% macro codes_of(source, vocabulary) -%}
    {%- set code = code_form("coalesce(code, 'null')") %}
    select
        {{ code }} as code,
        coalesce(max(case when source = '{{ source }}' then word end), max(word)) as word
    from {{ ref('map_codes') }}
    where vocabulary = '{{ vocabulary }}' and source in ('{{ source }}', '*')
    group by {{ code }}
{%- endmacro %}
