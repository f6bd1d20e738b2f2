{%- set texts = [
    'formula', 'numerator', 'denominator', 'unit', 'better', 'interval', 'definition_id',
    'variants', 'source', 'label_en', 'label_zh', 'label_bg', 'label_ru',
] -%}
{%- set no_text = 'cast(null as ' ~ type_text() ~ ')' -%}

with registry as (
    {% for name, kpi in kpis().items() %}
    select
        {{ text_literal(name) }} as name,
        {{ text_literal(kpi.label_en) }} as label,
        {%- for text in texts %}
        {{ text_literal(kpi[text]) if kpi[text] else no_text }} as {{ text }},
        {%- endfor %}
        {%- for bound in ['least_value', 'greatest_value'] %}
        {%- set limit = kpi.bounds[loop.index0] %}
        cast({{ limit if limit is not none else 'null' }} as {{ type_double() }}) as {{ bound }},
        {%- endfor %}
        cast({{ kpi.scale }} as {{ type_double() }}) as scale,
        {{ text_literal(kpi.sample) if kpi.sample else no_text }} as sample,
        {{ text_literal(kpi.scopes | join(', ')) }} as scopes
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from registry
