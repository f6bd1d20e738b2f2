{#-
An e-mail address as compared: out of what a mail program writes (mail_address), lower case; null without exactly one @ and text on both
sides of it. Where cc_email_provider_rules is on, one spelling of those that its provider delivers into one mailbox. expression: text.
-#}
{% macro normalised_email(expression) -%}
    {%- set address = mail_address(expression) -%}
    {%- set plain = "case when " ~ address ~ " like '%_@_%' and " ~ address ~ " not like '%@%@%' then " ~ lowered(address) ~ " end" -%}
    {{ mailbox(plain, ref('ref_email_providers')) if var('cc_email_provider_rules') else plain }}
{%- endmacro %}
