{#-
The additive half of the KPI registry: everything that is counted or summed, once, over the
three-state flags of a classified row (null = left out, false = counts, true = counts and meets). A
ratio is made of two of these and of nothing else.

Returns a dict: component -> {
    subjects: where it is counted (kpi_subjects); no two of its subjects share a scope,
    count_where: counts the rows for which this is true; or
    sum_of, where: adds this value over the rows for which `where` is true; or
    squares_of, where: adds the value's square, for the interval of a mean; or
    is_of_period: true where it is a column of its subject's periods, taken as it is, since it does
        not add up over days: a double, a boolean where the unit is flag. Null where nothing is
        known; or
    derived: made of other components of the same period and scope, once they are known: a SQL
        expression over their names, a double, null where one of them is. It has no subjects. What
        it divides is made a double by 1e0: Spark keeps six places of a decimal,
    unit: count, seconds, square_seconds, currency (that of cc_currency), points (of a score) or
        square_points; of a period's also ratio or flag,
    exact: true where the value is no whole number; it is then added as a decimal, so that the
        order of the rows does not matter,
    population, known_by: components. Where the population is not empty and nothing in it is
        known, this one is unknown (null) instead of zero,
    is_shared: true where what it counts belongs to several values of a scope, so that these do not
        add up to the center's: a contact of two agents is one of each,
    scopes: where it has a meaning, if not in every scope of its subjects; needed where it is derived,
    needs_history: true where it is known only for periods with a whole FCR window of delivered
        contacts before them,
}
-#}
{% macro kpi_components() -%}
    {%- set registry = {} -%}
    {%- for theme in [
        queues_components(),
        contacts_components(),
        fcr_components(),
        volume_components(),
        tickets_components(),
        surveys_components(),
        employees_components(),
        workforce_components(),
        costs_components(),
        percentiles_components(),
    ] -%}
        {%- do registry.update(theme) -%}
    {%- endfor -%}
    {{- return(registry) -}}
{%- endmacro %}
