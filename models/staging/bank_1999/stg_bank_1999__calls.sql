with delivered as (

    select
        trim(vru_line) as vru_line,
        trim(call_id) as call_id,
        trim(customer_id) as customer_id,
        trim(priority) as priority,
        trim(call_type) as call_type,
        -- yymmdd, of one century only
        '19' || substr(trim(call_date), 1, 2) || '-' || substr(trim(call_date), 3, 2) || '-' || substr(trim(call_date), 5)
            as call_date,
        trim(vru_entry) as vru_entry,
        trim(vru_exit) as vru_exit,
        trim(vru_time) as vru_time,
        trim(q_start) as q_start,
        trim(q_time) as q_time,
        trim(outcome) as outcome,
        trim(ser_time) as ser_time,
        trim(server) as server,
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
        'server': 'text',
    }) | indent(4) }}

)

select * from parsed
