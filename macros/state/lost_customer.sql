{#-
Why an identifier tells nobody's any more: null where it still does.
    identifiers  alias of int_identifiers, outer joined: without a row it is not delivered any more
-#}
{% macro lost_customer(identifiers) -%}
    case
        when {{ identifiers }}.identifier_key is null then 'withdrawn'
        when {{ identifiers }}.is_shared then 'shared'
        when {{ identifiers }}.is_household then 'household'
    end
{%- endmacro %}
