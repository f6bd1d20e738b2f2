{#-
The columns of a conformed entity, in order: the contract's, behind each word column its <column>_code (the word as delivered), then
where the row came from and what its source says against it. Returns a list of names.
-#}
{% macro conformed_columns(entity) -%}
    {%- set names = ['source'] -%}
    {%- for name, column in canonical_entities()[entity].columns.items() -%}
        {%- do names.append(name) -%}
        {%- if column.type == 'word' -%}{%- do names.append(name ~ '_code') -%}{%- endif -%}
    {%- endfor -%}
    {{ return(names + ['_file', '_line', '_problem', '_problem_column', '_exclusion', '_doubt', '_doubt_column']) }}
{%- endmacro %}
