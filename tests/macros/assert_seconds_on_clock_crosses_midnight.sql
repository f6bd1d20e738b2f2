-- A clock that steps back by more than half a day has crossed midnight; one that steps back by less has run backwards.
{% set cases = [
    ('09:00:00', '09:00:20', 20),
    ('23:59:50', '00:00:05', 15),
    ('00:00:00', '23:59:59', 86399),
    ('09:00:00', '08:58:33', -87),
    ('23:59:59', '12:00:00', -43199),
    ('23:59:59', '11:59:59', -43200),
    ('23:59:59', '11:59:58', 43199),
    (none, '09:00:00', none),
    ('09:00:00', none, none),
] %}
with expected as (
    {% for earlier, later, seconds in cases %}
    select
        cast({{ "'" ~ earlier ~ "'" if earlier else 'null' }} as {{ type_time() }}) as earlier,
        cast({{ "'" ~ later ~ "'" if later else 'null' }} as {{ type_time() }}) as later,
        cast({{ seconds if seconds is not none else 'null' }} as {{ type_bigint() }}) as seconds
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    earlier,
    later,
    seconds,
    {{ seconds_on_clock('earlier', 'later') }} as actual
from expected
where {{ seconds_on_clock('earlier', 'later') }} is distinct from seconds
