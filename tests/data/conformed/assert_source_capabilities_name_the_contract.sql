-- A declared capability, always or never, names a source, an entity of it and a column of that.
with contract as (
    {% for source, entities in source_entities().items() %}
    {%- set outer_last = loop.last %}
    {%- for entity in entities %}
    {%- set entity_last = loop.last %}
    {%- for name in canonical_entities()[entity].columns %}
    select '{{ source }}' as source_name, '{{ entity }}' as entity, '{{ name }}' as column_name
    {{- '\n    union all' if not (outer_last and entity_last and loop.last) }}
    {%- endfor %}
    {%- endfor %}
    {%- endfor %}

)

select
    capabilities.source,
    capabilities.entity,
    capabilities.column_name,
    capabilities.capability
from {{ ref('ref_source_capabilities') }} as capabilities
left join contract
    on
        capabilities.source = contract.source_name
        and capabilities.entity = contract.entity
        and capabilities.column_name = contract.column_name
where contract.source_name is null or capabilities.capability not in ('always', 'never')
