-- Day, month, year become year, month, day; anything else becomes nothing that is a date.
with delivered (label, delivered, expected) as (
    values
    ('slashes, not padded', '29/2/2016 01:16', '2016-02-29T01:16'),
    ('hyphens, padded', '29-02-2016 01:16', '2016-02-29T01:16'),
    ('hour not padded', '5/3/2016 9:05', '2016-03-05T09:05'),
    ('with seconds', '5/3/2016 09:05:07', '2016-03-05T09:05:07'),
    ('date alone', '5/3/2016', '2016-03-05'),
    ('no such day', '31/2/2016 01:16', null),
    ('month first', '2/29/2016 01:16', null),
    ('year first', '2016-02-29 01:16', null),
    ('day of three digits', '129/2/2016 01:16', null),
    ('year of two digits', '29/2/16 01:16', null),
    ('words', 'yesterday', null),
    ('empty', '', null),
    ('unknown', null, null)
),

cases as (
    select
        label,
        {{ try_instant(iso_from_day_first('delivered'), "'UTC'") }} as actual,
        {{ try_instant('expected', "'UTC'") }} as expected
    from delivered
),

judged as (
    select * from cases
)

{{ rows_that_differ('judged', 13) }}
