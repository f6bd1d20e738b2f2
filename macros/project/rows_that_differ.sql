{#-
The last query of a truth table: the rows of `cases` whose column `actual` is not the column `expected`. Besides, one row where the
table does not hold `count` cases, so that an emptied table cannot pass.
-#}
{% macro rows_that_differ(cases, count) -%}
select
    cast({{ cases }}.label as {{ type_text() }}) as label,
    cast({{ cases }}.actual as {{ type_text() }}) as actual,
    cast({{ cases }}.expected as {{ type_text() }}) as expected
from {{ cases }}
where {{ cases }}.actual is distinct from {{ cases }}.expected

union all

select
    'number of cases' as label,
    cast(count(*) as {{ type_text() }}) as actual,
    '{{ count }}' as expected
from {{ cases }}
having count(*) <> {{ count }}
{%- endmacro %}
