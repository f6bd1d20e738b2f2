{#- SQL of a row's content as one text, equal for equal rows: every contract column, unknown as empty, joined by a control character. -#}
{% macro row_text(names, columns) -%}
        {%- for name in names if name in columns %}
        coalesce(cast(reasoned.{{ name }} as {{ type_text() }}), '')
        {{- " || chr(31) ||" if not loop.last }}
        {%- endfor %}
{%- endmacro %}
