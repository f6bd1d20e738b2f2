{#-
A 63-bit key of some expressions: the first 63 bits of the MD5 of their texts joined by chr(31), the
same number on every engine (in Python: int(md5(text).hexdigest()[:16], 16) >> 1). A null part
counts as chr(30), so it differs from an empty one, and the result is never null: test for null
before. Parts are text, whole numbers, booleans, dates or timestamps; the text of a double differs
from engine to engine.
-#}
{% macro hash_key(expressions) -%}
    {{ return(adapter.dispatch('hash_key', 'contact_center')(expressions)) }}
{%- endmacro %}

{% macro default__hash_key(expressions) -%}
    {%- set joined = hash_key_text(expressions) -%}
    cast((cast('x' || substr(md5({{ joined }}), 1, 16) as bit(64)) >> 1) as bigint)
{%- endmacro %}

{% macro duckdb__hash_key(expressions) -%}
    {#- Twice as fast as md5_number_upper, which also reads the bytes in the other order. -#}
    {%- set joined = hash_key_text(expressions) -%}
    cast(cast('0x' || substr(md5({{ joined }}), 1, 16) as ubigint) >> 1 as bigint)
{%- endmacro %}

{#- The text that hash_key digests. -#}
{% macro hash_key_text(expressions) -%}
    {%- for expression in expressions -%}
        {{- " || chr(31) || " if not loop.first -}}
        coalesce(cast({{ expression }} as {{ type_text() }}), chr(30))
    {%- endfor -%}
{%- endmacro %}

{% macro spark__hash_key(expressions) -%}
    {#- The minus sign reads the 64 bits as a signed number, whose bits are then shifted as they are. -#}
    shiftrightunsigned(cast(conv(substr(md5({{ hash_key_text(expressions) }}), 1, 16), 16, -10) as bigint), 1)
{%- endmacro %}
