{#-
The secret behind customer_key, from the environment variable CC_IDENTITY_SECRET: with it nobody can find a customer's number by
trying all numbers. A fixed one serves the demo; set your own before real data is built, and keep it: another secret, other keys.
Compiled SQL and logs contain it: both are private (git-ignored).
-#}
{% macro identity_secret() -%}
    {{ return(env_var('CC_IDENTITY_SECRET', 'demo-only-secret')) }}
{%- endmacro %}
