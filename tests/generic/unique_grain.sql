{#-
The grain holds: no two rows of the model agree in all of `columns`. Unknown values count as one
value.
-#}
{% test unique_grain(model, columns) %}

select
    {{ columns | join(',\n    ') }},
    count(*) as copies
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
