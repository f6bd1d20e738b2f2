{#-
The published half of the KPI registry: every KPI is one component or one component over another,
times a fixed factor of its unit, and nothing else. Expressions live in kpi_components; a rule that is disputed lives in the
flag it is made of.

Returns a dict: KPI -> {
    numerator, denominator: components; no denominator: the KPI is the component itself and carries
        its name,
    scale: what their ratio is multiplied by, where that is not 1; or
    chosen_by, choices: the KPI is the one that this variable names (choices: value of the
        variable -> KPI); whatever is not given here is that KPI's,
    unit: count, seconds, ratio (0..1), points (-100..100), score (a mean on its scale), currency
        (that of cc_currency), per_hour or number (of things per thing),
    sample: component, the observations that decide whether a value is reliable, where that is not
        the denominator; none where nothing is sampled,
    better: higher, lower, or none where neither is,
    interval: wilson (a share of units), normal (a mean; needs squares, a component), nps (needs
        promoters and detractors, components), given (needs interval_low and interval_high,
        components of a period) or none,
    bounds: least and greatest possible value, none where open,
    scopes: the kinds of scope in which it has a meaning,
    pending: component; while it is not zero the KPI of a period can still change after the
        period is complete,
    bands: KPI whose rows of ref_kpi_bands it is read against, where that is not itself,
    definition_id: names the formula; {window_hours} stands for cc_fcr_window_hours, {match} for
        cc_fcr_match where it is not the default, {survey_hours} for cc_survey_answer_hours, {currency} for cc_currency,
        {tolerance_seconds} for cc_adherence_tolerance_seconds. A changed meaning is a new version,
    formula, variants, source: in words,
    label_en, label_zh, label_bg, label_ru: what a report calls it in English, Chinese,
        Bulgarian and Russian,
}
-#}
{% macro kpi_ratios() -%}
    {%- set registry = {} -%}
    {%- for theme in [
        queues_kpis(),
        contacts_kpis(),
        fcr_kpis(),
        volume_kpis(),
        tickets_kpis(),
        surveys_kpis(),
        employees_kpis(),
        workforce_kpis(),
        costs_kpis(),
        percentiles_kpis(),
    ] -%}
        {%- do registry.update(theme) -%}
    {%- endfor -%}
    {{- return(registry) -}}
{%- endmacro %}
