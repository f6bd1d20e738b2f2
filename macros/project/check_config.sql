{#-
Stops a run whose variables are out of range or contradict themselves, one sentence per fault, before anything is built. Returns SQL
that does nothing.
-#}
{% macro check_config() -%}
    {%- set faults = [] -%}
    {%- for source in var('cc_sources') if source not in source_entities() -%}
        {%- do faults.append(
            "cc_sources names the source '" ~ source ~ "', which is not in macros/conform/source_entities.sql: use "
            ~ source_entities().keys() | join(', ') ~ ", or add it there."
        ) -%}
    {%- endfor -%}
    {%- if not var('cc_sources') -%}
        {%- do faults.append("cc_sources is empty: name at least one source.") -%}
    {%- endif -%}
    {%- for name, low, high in [
        ('cc_short_abandon_seconds', 0, none), ('cc_reconnect_minutes', 0, none), ('cc_minimum_sample', 1, none),
        ('cc_doubtful_seconds', 1, none), ('cc_fcr_window_hours', 1, 720), ('cc_survey_answer_hours', 1, none),
        ('cc_identifier_degree_limit', 1, none),
        ('cc_adherence_tolerance_seconds', 0, none),
        ('cc_identifier_degree_limit', 1, none), ('cc_anonymity_group_size', 2, none),
        ('cc_employee_survey_wait_hours', 0, none),
        ('cc_training_days', 1, none), ('cc_new_customer_days', 1, none), ('cc_churn_days', 1, none),
    ] -%}
        {%- set value = var(name) -%}
        {%- if value is not integer or value < low or (high is not none and value > high) -%}
            {%- do faults.append(
                name ~ " is " ~ value ~ ": it must be a whole number of at least " ~ low
                ~ (" and at most " ~ high if high is not none else "") ~ "."
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if var('cc_new_identity_secret') is not boolean -%}
        {%- do faults.append("cc_new_identity_secret is " ~ var('cc_new_identity_secret') ~ ": use true or false.") -%}
    {%- endif -%}
    {%- for name, choices in {
        'cc_fcr_match': ['any_topic', 'same_topic'],
        'cc_fcr_method': kpi_ratios()['fcr_rate'].choices.keys() | list,
        'cc_service_level_formula': kpi_service_level_formulas(),
        'cc_csat_formula': kpi_ratios()['csat_rate'].choices.keys() | list,
        'cc_shared_phone_policy': ['customer_id_wins', 'phone_links'],
    }.items() if var(name) not in choices -%}
        {%- do faults.append(name ~ " is '" ~ var(name) ~ "': use one of " ~ choices | join(', ') ~ ".") -%}
    {%- endfor -%}
    {%- if var('cc_email_provider_rules') is not boolean -%}
        {%- do faults.append("cc_email_provider_rules is " ~ var('cc_email_provider_rules') ~ ": use true or false.") -%}
    {%- endif -%}
    {%- if var('cc_source_countries') is not mapping -%}
        {%- do faults.append("cc_source_countries must map sources to lists of countries, for example {standard_export: [BG, US]}.") -%}
    {%- else -%}
        {%- for source, regions in var('cc_source_countries').items() -%}
            {%- if source not in source_entities() -%}
                {%- do faults.append("cc_source_countries names the source '" ~ source ~ "', which does not exist.") -%}
            {%- endif -%}
            {%- if regions is string or regions is not sequence or regions is mapping or not regions -%}
                {%- do faults.append(
                    "cc_source_countries has " ~ source ~ ": " ~ regions ~ ", which is no list of countries, such as [BG, US]."
                ) -%}
            {%- else -%}
                {%- for region in regions if region not in phone_regions() or regions.count(region) > 1 -%}
                    {%- do faults.append(
                        "cc_source_countries has " ~ source ~ ": " ~ region ~ ", which is no country of ref_phone_countries"
                        ~ " (two capital letters of ISO 3166, NO in quotes), or stands there twice."
                    ) -%}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if not modules.re.match('^[A-Z]{3}$', var('cc_currency') | string) -%}
        {%- do faults.append("cc_currency is '" ~ var('cc_currency') ~ "': use a code of ISO 4217 such as EUR.") -%}
    {%- endif -%}
    {%- set payroll = var('cc_payroll_categories') -%}
    {%- if payroll is string or payroll is mapping or payroll is not sequence or not payroll -%}
        {%- do faults.append("cc_payroll_categories is " ~ payroll ~ ": it must be a list of categories, such as [payroll].") -%}
    {%- endif -%}
    {%- if var('cc_service_level_seconds') is not mapping -%}
        {%- do faults.append("cc_service_level_seconds must map channels to seconds, for example {voice: 20}.") -%}
    {%- else -%}
        {%- for channel, seconds in var('cc_service_level_seconds').items()
            if channel not in canonical_words()['channel'] or seconds is not integer or seconds < 0 -%}
            {%- do faults.append(
                "cc_service_level_seconds has " ~ channel ~ ": " ~ seconds ~ ", which is no channel of the contract with whole seconds."
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {#- engines read these four names differently: the one with summer time, the other without -#}
    {%- for zone in [var('cc_business_timezone')] + var('cc_source_time_zones').values() | list
        if zone not in modules.pytz.all_timezones or zone in ('CET', 'EET', 'MET', 'WET') -%}
        {%- do faults.append(
            "'" ~ zone ~ "' in cc_business_timezone or cc_source_time_zones is no IANA time zone of a place: use a name such as Europe/Sofia."
        ) -%}
    {%- endfor -%}
    {%- set horizon = var('cc_data_horizon') -%}
    {%- if horizon and not modules.re.match('^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$', horizon | string) -%}
        {%- do faults.append(
            "cc_data_horizon is '" ~ horizon ~ "': use an instant with its offset, for example 2025-04-28T00:00:00Z."
        ) -%}
    {%- endif -%}
    {%- if execute and faults -%}
        {{- exceptions.raise_compiler_error(faults | join('\n')) -}}
    {%- endif -%}
select 1
{%- endmacro %}
