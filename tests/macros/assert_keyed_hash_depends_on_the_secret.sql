-- A pseudonym depends on the secret and the value, null where the value is, as Python has them.
with cases (label, secret, identifier, expected) as (
    values
    ('phone, secret one', 'one', '+359888123456', 8222510913142003280),
    ('empty, secret one', 'one', '', 5343312008926343409),
    ('blank, secret one', 'one', ' ', 8414237760570086337),
    ('unknown, secret one', 'one', null, null),
    ('emoji, secret one', 'one', '😀@example.org', 701670468470951028),
    ('email, secret one', 'one', 'o''brien@example.org', 9011377322011706523),
    ('phone, secret two', 'two', '+359888123456', 8565855006350501259),
    ('empty, secret two', 'two', '', 5316425383652833092),
    ('blank, secret two', 'two', ' ', 8396430646851424360),
    ('unknown, secret two', 'two', null, null),
    ('emoji, secret two', 'two', '😀@example.org', 8869937240003154704),
    ('email, secret two', 'two', 'o''brien@example.org', 1402853633287973679)
),

judged as (
    select
        label,
        expected,
        case
            when secret = 'one' then {{ keyed_hash("'it''s a secret'", 'identifier') }}
            when secret = 'two' then {{ keyed_hash("'another'", 'identifier') }}
        end as actual
    from cases
)

{{ rows_that_differ('judged', 12) }}
