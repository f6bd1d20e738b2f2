{#-
Every known value of the column lies between `least` and `greatest`, both included; either may be
left open.
-#}
{% test is_between(model, column_name, least=none, greatest=none) %}

select {{ column_name }}
from {{ model }}
where
    false
    {%- if least is not none %}
    or {{ column_name }} < {{ least }}
    {%- endif %}
    {%- if greatest is not none %}
    or {{ column_name }} > {{ greatest }}
    {%- endif %}

{% endtest %}
