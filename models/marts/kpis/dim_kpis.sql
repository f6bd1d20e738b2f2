{%- set texts = [
    'formula', 'numerator', 'denominator', 'unit', 'better', 'interval', 'definition_id',
    'variants', 'source', 'label_en', 'label_zh', 'label_bg', 'label_ru',
] -%}

with registry (
    name, label, {{ texts | join(', ') }}, least_value, greatest_value, scale, sample, scopes
) as (
    values
    {%- for name, kpi in kpis().items() %}
    (
        {{ text_literal(name) }},
        {{ text_literal(kpi.label_en) }},
        {%- for text in texts %}
        {{ text_literal(kpi[text]) if kpi[text] else 'null' }},
        {%- endfor %}
        {{ kpi.bounds[0] if kpi.bounds[0] is not none else 'null' }},
        {{ kpi.bounds[1] if kpi.bounds[1] is not none else 'null' }},
        {{ kpi.scale }},
        {{ text_literal(kpi.sample) if kpi.sample else 'null' }},
        {{ text_literal(kpi.scopes | join(', ')) }}
    ){{ ',' if not loop.last }}
    {%- endfor %}
)

select
    {%- for text in ['name', 'label'] + texts %}
    cast(registry.{{ text }} as {{ type_text() }}) as {{ text }},
    {%- endfor %}
    cast(registry.least_value as {{ type_double() }}) as least_value,
    cast(registry.greatest_value as {{ type_double() }}) as greatest_value,
    cast(registry.scale as {{ type_double() }}) as scale,
    cast(registry.sample as {{ type_text() }}) as sample,
    cast(registry.scopes as {{ type_text() }}) as scopes
from registry
