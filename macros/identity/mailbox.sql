{#-
An address as its provider keeps it: without the tag, without dots, under the provider's main domain. As it is where the provider is not
known, where it has not exactly one @, and where nothing would be left before it.
    email      text in lower case
    providers  relation with the columns of ref_email_providers
-#}
{% macro mailbox(email, providers) -%}
    {%- set local = "split_part(" ~ email ~ ", '@', 1)" -%}
    {%- set untagged = "case when providers.ignores_tags and " ~ local ~ " not like '+%' then split_part(" ~ local ~ ", '+', 1) else "
        ~ local ~ " end" -%}
    {%- set undotted = "case when providers.ignores_dots then replace(" ~ untagged ~ ", '.', '') else " ~ untagged ~ " end" -%}
    coalesce(
        (
            select max({{ undotted }} || '@' || providers.canonical_domain)
            from {{ providers }} as providers
            where
                {{ local }} || '@' || providers.domain = {{ email }}
                and {{ undotted }} <> ''
        ),
        {{ email }}
    )
{%- endmacro %}
