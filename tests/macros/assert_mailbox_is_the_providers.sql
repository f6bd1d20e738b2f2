-- Spellings that a provider delivers into one mailbox are one; everybody else's are left alone.
with providers (domain, canonical_domain, ignores_dots, ignores_tags) as (
    values
    ('gmail.com', 'gmail.com', true, true),
    ('googlemail.com', 'gmail.com', true, true),
    ('tags.example', 'tags.example', false, true),
    ('dots.example', 'dots.example', true, false)
),

cases (label, email, expected) as (
    values
    ('dots, tag, other domain', 'a.b.c+shop+x@googlemail.com', 'abc@gmail.com'),
    ('nothing to do', 'abc@gmail.com', 'abc@gmail.com'),
    ('tag only', 'a.b+shop@tags.example', 'a.b@tags.example'),
    ('dots only', 'a.b+shop@dots.example', 'ab+shop@dots.example'),
    ('tag from the first sign on', '+shop+x@tags.example', '+shop+x@tags.example'),
    ('nothing left', '..@gmail.com', '..@gmail.com'),
    ('nobody knows', 'a.b+shop@example.com', 'a.b+shop@example.com'),
    ('two signs', 'a.b@gmail.com@x.example', 'a.b@gmail.com@x.example'),
    ('unknown', null, null)
),

judged as (
    select
        label,
        expected,
        {{ mailbox('email', 'providers') }} as actual
    from cases
)

{{ rows_that_differ('judged', 9) }}
