{#-
The memory of what was published: table -> {column: type}, in the order of the columns. Rows are only ever appended, and no build
makes these tables anew.

Each row says in schema_version which layout it was written under (state_schema_version). A release that needs another column adds it
here and raises the version; prepare_state adds it to tables of an earlier one, whose rows have null there, which then means "not recorded
yet". A column never changes its name, type or meaning, and none is taken away. Version 2 has publications.folders_fingerprint,
version 3 the table employee_survey_folders.
-#}
{% macro state_tables() %}
{% set key = {
    'kpi': type_text(), 'definition_id': type_text(), 'period_grain': type_text(),
    'period_start_date': type_date(), 'scope_kind': type_text(), 'scope_value': type_text(),
} %}
{% set when = {'publication_number': type_bigint(), 'horizon_at': type_timestamp()} %}
{% set layout = {'schema_version': type_bigint()} %}
{{ return({
    'publications': dict(when, secret_fingerprint=type_bigint(), folders_fingerprint=type_bigint(), **layout),
    'kpi_versions': dict(
        dict(key, **when), previous_publication_number=type_bigint(), numerator=type_double(), denominator=type_double(),
        value=type_double(), is_settled=type_boolean(), **layout
    ),
    'customer_key_versions': dict(
        dict({'identifier_key': type_bigint()}, **when), customer_key=type_bigint(), previous_customer_key=type_bigint(),
        reason=type_text(), contacts=type_bigint(), **layout
    ),
    'employee_survey_folders': dict(
        publication_number=type_bigint(), source=type_text(), folder_fingerprint=type_bigint(), **layout
    ),
}) }}
{% endmacro %}
