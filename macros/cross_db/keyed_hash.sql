{#-
A 63-bit pseudonym of a value under a secret: nested SHA-256, as in HMAC, so that nobody without the
secret can test guesses. The same number on every engine (in Python, with s and v as UTF-8 and US =
chr(31): int(sha256(s + US + sha256(s + US + v).hexdigest()).hexdigest()[:16], 16) >> 1). Null where
the value or the secret is null. `secret` is SQL, a column of a private table: written as text, it would
stand in compiled SQL, and so on the documentation page.
-#}
{% macro keyed_hash(secret, expression) -%}
    {{ return(adapter.dispatch('keyed_hash', 'contact_center')(secret, expression)) }}
{%- endmacro %}

{% macro default__keyed_hash(secret, expression) -%}
    {%- set key = secret ~ " || chr(31) || " -%}
    {%- set inner -%}
        encode(sha256(convert_to({{ key }}cast({{ expression }} as text), 'UTF8')), 'hex')
    {%- endset -%}
    {%- set outer -%}
        encode(sha256(convert_to({{ key }}{{ inner }}, 'UTF8')), 'hex')
    {%- endset -%}
    cast((cast('x' || substr({{ outer }}, 1, 16) as bit(64)) >> 1) as bigint)
{%- endmacro %}

{% macro duckdb__keyed_hash(secret, expression) -%}
    {%- set key = secret ~ " || chr(31) || " -%}
    {%- set inner -%} sha256({{ key }}cast({{ expression }} as varchar)) {%- endset -%}
    {%- set outer -%} sha256({{ key }}{{ inner }}) {%- endset -%}
    cast(cast('0x' || substr({{ outer }}, 1, 16) as ubigint) >> 1 as bigint)
{%- endmacro %}

{% macro spark__keyed_hash(secret, expression) -%}
    {%- set key = secret ~ " || chr(31) || " -%}
    {%- set inner -%} sha2({{ key }}cast({{ expression }} as string), 256) {%- endset -%}
    {%- set outer -%} sha2({{ key }}{{ inner }}, 256) {%- endset -%}
    shiftrightunsigned(cast(conv(substr({{ outer }}, 1, 16), 16, -10) as bigint), 1)
{%- endmacro %}
