-- Text values in the order given, escaped, null as null, without blanks, on every engine alike.
with delivered (label, first_value, second_value, expected) as (
    values
    ('plain', 'a', '1', '{"first":"a","it''s":"1","no":"12"}'),
    ('unknown', null, null, '{"first":null,"it''s":null,"no":"12"}'),
    ('empty', '', ' ', '{"first":"","it''s":" ","no":"12"}'),
    ('quote and backslash', '"q" \n', '\', '{"first":"\"q\" \\n","it''s":"\\","no":"12"}'),
    ('apostrophe', 'it''s', '''''', '{"first":"it''s","it''s":"''''","no":"12"}'),
    ('unicode', '☎️ 😀 é', 'център', '{"first":"☎️ 😀 é","it''s":"център","no":"12"}'),
    ('slash', 'a/b', '</x>', '{"first":"a/b","it''s":"</x>","no":"12"}'),
    ('line break, tab', 'a' || chr(10) || chr(9), 'b', '{"first":"a\n\t","it''s":"b","no":"12"}')
),

cases as (
    select
        label,
        cast(first_value as {{ type_text() }}) as first_value,
        cast(second_value as {{ type_text() }}) as second_value,
        cast(expected as {{ type_text() }}) as expected
    from delivered
),

judged as (
    select
        label,
        expected,
        {{ json_text([['first', 'first_value'], ["it's", 'second_value'], ['no', '12']]) }}
        as actual
    from cases
)

{{ rows_that_differ('judged', 8) }}
