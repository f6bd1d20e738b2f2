{#-
The portion of an amount between two shares of it (0..1), as a decimal: of shares that follow one another from 0 to 1 the portions add
up to the amount exactly, since each is the difference of two amounts that its neighbours have, too: of 37 digits, since an engine may cut
the last digit off a difference that could need a 39th. Null where anything is null.
    amount      decimal (38, 12)
    from_share  share at which the portion begins, a double
    to_share    share at which it ends, a double
-#}
{% macro portion(amount, from_share, to_share) -%}
    {%- set ends = [] -%}
    {%- for share in [to_share, from_share] -%}
        {%- set part = to_decimal('cast(' ~ amount ~ ' as ' ~ type_double() ~ ') * ' ~ share, 37) -%}
        {%- do ends.append('case when ' ~ share ~ ' >= 1 then cast(' ~ amount ~ ' as decimal(37, 12)) else ' ~ part ~ ' end') -%}
    {%- endfor -%}
    ({{ ends | join(' - ') }})
{%- endmacro %}
