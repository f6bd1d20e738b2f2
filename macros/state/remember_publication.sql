{#-
Appends to the memory what the build just published has against it. An operation: `python_hooks` runs it when a publication has
succeeded, nothing else does. What is appended is no longer missing, so a second run appends nothing, and a run that died is made up
for by the next publication. Of a publication that is not remembered, another secret alone is: keys are made with it from now on.
-#}
{% macro remember_publication() %}
    {#- known before anything is appended: from then on, the next number is another one -#}
    {%- set number = (run_query(last_publication_number()).columns[0].values()[0] or 0) | int + 1 -%}
    {%- set publications = source('state', 'publications') -%}
    {%- set statements = [lock_table(publications)] -%}
    {%- for table in ['kpi_versions', 'customer_key_versions'] -%}
        {%- do statements.append(append_to_state(table, ref('int_' ~ table ~ '__changed'), number)) -%}
    {%- endfor -%}
    {#- the memory's horizon never goes back -#}
    {%- set next -%}
        (
            select
                secret_fingerprint,
                folders_fingerprint,
                is_remembered,
                is_new_horizon,
                is_new_secret,
                case when is_remembered then horizon_at else last_horizon_at end as horizon_at
            from {{ ref('int_next_publication') }}
        ) as next_publication
    {%- endset -%}
    {%- set folders -%}
        (
            select
                next_publication.*,
                survey_folders.source,
                survey_folders.folder_fingerprint
            from {{ ref('int_employee_survey_folders') }} as survey_folders
            cross join {{ next }}
        ) as survey_folders
    {%- endset -%}
    {#- last, since it ends this publication's number. Published again without news, it is the same publication. -#}
    {%- set news -%}
        is_new_secret
        or is_remembered and (
            is_new_horizon
            {%- for table in ['kpi_versions', 'customer_key_versions'] %}
            or {{ number }} in (select max(publication_number) from {{ source('state', table) }})
            {%- endfor %}
        )
    {%- endset -%}
    {%- do statements.append(append_to_state('employee_survey_folders', folders, number, where=news)) -%}
    {%- do statements.append(append_to_state('publications', next, number, where=news)) -%}
    {%- do run_in_one_transaction(statements) -%}
{% endmacro %}
