{%- set texts = [
    'incident_number', 'incident_state', 'ident_state', 'reassignment_count', 'reopen_count',
    'sys_mod_count', 'made_sla', 'caller_id', 'opened_at', 'sys_updated_by', 'sys_updated_at',
    'contact_type', 'category', 'priority', 'assignment_group', 'assigned_to', 'resolved_at',
    'closed_at',
] %}

with landed as (

    -- the log writes ? for what it does not know
    select
        {%- for name in texts %}
        nullif(nullif(trim({{ name }}), ''), '?') as {{ name }},
        {%- endfor %}
        _file,
        _line
    from {{ landed('servicenow', 'updates') }}

),

delivered as (

    select
        incident_number,
        nullif(coalesce(incident_state, ident_state), '-100') as incident_state,
        reassignment_count,
        reopen_count,
        sys_mod_count,
        made_sla,
        caller_id,
        {{ iso_from_day_first('opened_at') }} as opened_at,
        sys_updated_by,
        {{ iso_from_day_first('sys_updated_at') }} as sys_updated_at,
        contact_type,
        category,
        priority,
        assignment_group,
        assigned_to,
        {{ iso_from_day_first('resolved_at') }} as resolved_at,
        {{ iso_from_day_first('closed_at') }} as closed_at,
        _file,
        _line
    from landed

),

parsed as (

    {{ parse_columns(
        'delivered',
        {
            'incident_number': 'text',
            'incident_state': 'text',
            'reassignment_count': 'integer',
            'reopen_count': 'integer',
            'sys_mod_count': 'integer',
            'made_sla': 'boolean',
            'caller_id': 'text',
            'opened_at': 'instant',
            'sys_updated_by': 'text',
            'sys_updated_at': 'instant',
            'contact_type': 'text',
            'category': 'text',
            'priority': 'text',
            'assignment_group': 'text',
            'assigned_to': 'text',
            'resolved_at': 'instant',
            'closed_at': 'instant',
        },
        zone="'" ~ var('cc_source_time_zones').get('servicenow', 'UTC') ~ "'",
    ) | indent(4) }}

)

select * from parsed
