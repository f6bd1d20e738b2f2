{#-
An e-mail address as compared: trimmed, lower case; null without text on both sides of an @. Where cc_email_provider_rules is on, one
spelling of those that its provider delivers into one mailbox. expression: text.
-#}
{% macro normalised_email(expression) -%}
    {%- set plain = "case when " ~ trimmed(expression) ~ " like '%_@_%' then lower(" ~ trimmed(expression) ~ ") end" -%}
    {{ mailbox(plain, ref('ref_email_providers')) if var('cc_email_provider_rules') else plain }}
{%- endmacro %}
