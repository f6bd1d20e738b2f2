-- A clock that steps back by more than half a day has crossed midnight, by less has run backwards.
with delivered (label, earlier, later, expected) as (
    values
    ('seconds later', '09:00:00', '09:00:20', 20),
    ('past midnight', '23:59:50', '00:00:05', 15),
    ('a whole day', '00:00:00', '23:59:59', 86399),
    ('a clock that ran backwards', '09:00:00', '08:58:33', -87),
    ('back by less than half a day', '23:59:59', '12:00:00', -43199),
    ('back by half a day', '23:59:59', '11:59:59', -43200),
    ('back by more than half a day', '23:59:59', '11:59:58', 43199),
    ('earlier unknown', null, '09:00:00', null),
    ('later unknown', '09:00:00', null, null)
),

cases as (
    select
        label,
        cast(earlier as {{ type_time() }}) as earlier,
        cast(later as {{ type_time() }}) as later,
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

{{ rows_that_differ('judged', 9) }}
