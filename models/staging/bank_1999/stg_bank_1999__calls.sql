with delivered as (

    select
        nullif(trim(vru_line), '') as vru_line,
        nullif(trim(call_id), '') as call_id,
        nullif(trim(customer_id), '') as customer_id,
        nullif(trim(priority), '') as priority,
        nullif(trim(call_type), '') as call_type,
        -- yymmdd, of one century only
        '19' || substr(trim(call_date), 1, 2)
        || '-' || substr(trim(call_date), 3, 2)
        || '-' || substr(trim(call_date), 5) as call_date,
        nullif(trim(vru_entry), '') as vru_entry,
        nullif(trim(vru_exit), '') as vru_exit,
        nullif(trim(vru_time), '') as vru_time,
        nullif(trim(q_start), '') as q_start,
        nullif(trim(q_time), '') as q_time,
        nullif(trim(outcome), '') as outcome,
        nullif(trim(ser_time), '') as ser_time,
        nullif(trim(agent), '') as agent,
        _file,
        _line
    from {{ landed('bank_1999', 'calls') }}

),

parsed as (

    {{ parse_columns('delivered', {
        'vru_line': 'text',
        'call_id': 'text',
        'customer_id': 'text',
        'priority': 'text',
        'call_type': 'text',
        'call_date': 'date',
        'vru_entry': 'time',
        'vru_exit': 'time',
        'vru_time': 'integer',
        'q_start': 'time',
        'q_time': 'integer',
        'outcome': 'text',
        'ser_time': 'integer',
        'agent': 'text',
    }) | indent(4) }}

)

select * from parsed
