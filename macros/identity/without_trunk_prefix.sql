{#-
A number without the digits that are dialled before it within its country only: the longest trunk prefix with which it begins is cut
where what follows has a possible length.
    number          text of digits
    trunk_prefixes  text: prefixes of at most two digits, separated by one blank; null where there are none
    lengths         text: possible lengths, separated by one blank
-#}
{% macro without_trunk_prefix(number, trunk_prefixes, lengths) -%}
    case
        {%- for length in [2, 1] %}
        when ' ' || {{ trunk_prefixes }} || ' ' like '% ' || substr({{ number }}, 1, {{ length }}) || ' %'
            then
                case
                    when {{ has_length("substr(" ~ number ~ ", " ~ (length + 1) ~ ")", lengths) }}
                        then substr({{ number }}, {{ length + 1 }})
                    else {{ number }}
                end
        {%- endfor %}
        else {{ number }}
    end
{%- endmacro %}
