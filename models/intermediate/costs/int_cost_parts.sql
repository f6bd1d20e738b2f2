-- What the costs of a day are made of, by scope: the ledger's part of it, and agents' days that the ledger has no pay for.
{{ config(materialized='view') }}
{%- set scopes = ['team', 'site', 'outsourcer'] %}

select
    date_day,
    scope_kind,
    scope_value,
    'ledger' as part,
    claim_key as part_key,
    cast(amount as decimal(38, 12)) as amount
from {{ ref('int_cost_days__allocated') }}

union all

select
    date_day,
    'center' as scope_kind,
    'all' as scope_value,
    'agent_day' as part,
    {{ hash_key(['agent_id']) }} as part_key,
    cast(amount as decimal(38, 12)) as amount
from {{ ref('int_agent_days__unpaid') }}
{% for scope in scopes %}
union all

select
    date_day,
    '{{ scope }}' as scope_kind,
    {{ scope }} as scope_value,
    'agent_day' as part,
    {{ hash_key(['agent_id']) }} as part_key,
    cast(amount as decimal(38, 12)) as amount
from {{ ref('int_agent_days__unpaid') }}
{% endfor %}
