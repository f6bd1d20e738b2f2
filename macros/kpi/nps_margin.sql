{#-
Half the width of the 95 % interval of a net promoter score in -1..1, around (promoters -
detractors) / (responses + 3): 3/4 of a promoter, 3/4 of a detractor and 1 1/2 passive answers are
added, without which an interval of few answers would be too narrow (Rocks 2016); null below two
answers. Arguments: promoters, detractors, responses: SQL expressions.
-#}
{% macro nps_margin(promoters, detractors, responses) -%}
    {%- set n = '(cast(' ~ responses ~ ' as ' ~ type_double() ~ ') + 3)' -%}
    {%- set decided = '((' ~ promoters ~ ' + ' ~ detractors ~ ' + 1.5) / ' ~ n ~ ')' -%}
    {%- set net = '((' ~ promoters ~ ' - ' ~ detractors ~ ') / ' ~ n ~ ')' -%}
    {%- set z = 'cast(' ~ confidence_z() ~ ' as ' ~ type_double() ~ ')' -%}
    case
            when {{ responses }} >= 2
                then {{ z }} * sqrt(greatest(0, {{ decided }} - {{ net }} * {{ net }}) / {{ n }})
        end
{%- endmacro %}
