{#- One row per code of a vocabulary as a source sees it: code (in code_form), word. The source's own row wins over one for every source. -#}
{% macro codes_of(source, vocabulary) -%}
    select
        {{ code_form('code') }} as code,
        coalesce(max(case when source = '{{ source }}' then word end), max(word)) as word
    from {{ ref('map_codes') }}
    where vocabulary = '{{ vocabulary }}' and source in ('{{ source }}', '*')
    group by {{ code_form('code') }}
{%- endmacro %}
