{%- set scopes = {'channel': 'channel', 'queue': 'queue', 'topic': 'topic'} -%}

with entries as (

    select * from {{ ref('int_contact_segments__classified') }}
    where is_queue_entry and not is_after_horizon

),

days as (

    select
        started_date as date_day,
{{ scope_columns(scopes) }},
        {{ select_components('queue_entries') }}
    from entries
    {{ scope_grouping_sets('started_date', scopes) }}

)

select * from days
