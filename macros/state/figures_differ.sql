{#-
Whether a figure is another one than it was. Sums and curves of doubles may differ in their last digits from run to run, since an
engine adds in the order in which its threads finish: a difference below a thousand-millionth is arithmetic and no news. Null differs
from every number.
-#}
{% macro figures_differ(figure, other) -%}
    (
        ({{ figure }} is null and {{ other }} is not null)
        or ({{ figure }} is not null and {{ other }} is null)
        or coalesce(abs({{ figure }} - {{ other }}) > 1e-9 * greatest(1, abs({{ figure }})), false)
    )
{%- endmacro %}
