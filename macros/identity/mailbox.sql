{#-
An address as its provider keeps it: without the tag, without dots, under the provider's main domain. As it is where the provider is not
known, where it has not exactly one @, and where nothing would be left before it.
    email      text in lower case
    providers  relation with the columns of ref_email_providers
-#}
{% macro mailbox(email, providers) -%}
    {%- set local = "split_part(" ~ email ~ ", '@', 1)" -%}
    {#- Each looks up one column: Spark has no aggregate of an expression of both relations. -#}
    {%- set provider = " from " ~ providers ~ " as providers where providers.domain = substr(" ~ email ~ ", length(" ~ local ~ ") + 2))" -%}
    {%- set untagged = "case when (select bool_or(providers.ignores_tags)" ~ provider ~ " and " ~ local ~ " not like '+%' then split_part("
        ~ local ~ ", '+', 1) else " ~ local ~ " end" -%}
    {%- set undotted = "case when (select bool_or(providers.ignores_dots)" ~ provider ~ " then replace(" ~ untagged ~ ", '.', '') else "
        ~ untagged ~ " end" -%}
    coalesce(nullif({{ undotted }}, '') || '@' || (select max(providers.canonical_domain) {{- provider }}, {{ email }})
{%- endmacro %}
