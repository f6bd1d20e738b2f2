-- More than half a day back is over midnight; less is a clock that ran backwards.
with delivered (label, earlier_text, later_text, expected) as (
    values
    ('same minute', '09:00:00', '09:00:20', 20),
    ('same second', '09:00:00', '09:00:00', 0),
    ('whole day', '00:00:00', '23:59:59', 86399),
    ('over midnight', '23:59:50', '00:00:05', 15),
    ('backwards', '09:00:00', '08:58:33', -87),
    ('backwards by less than half a day', '23:59:59', '12:00:00', -43199),
    ('backwards by half a day', '23:59:59', '11:59:59', -43200),
    ('backwards by more than half a day', '23:59:59', '11:59:58', 43199),
    ('earlier unknown', null, '09:00:00', null),
    ('later unknown', '09:00:00', null, null)
),

cases as (
    select
        label,
        cast(earlier_text as {{ type_time() }}) as earlier,
        cast(later_text as {{ type_time() }}) as later,
        cast(expected as {{ type_bigint() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ seconds_on_clock('earlier', 'later') }} as actual
    from cases
)

{{ rows_that_differ('judged', 10) }}
