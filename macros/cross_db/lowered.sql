{#-
A text in lower case, letter by letter: whatever stands around one changes nothing, and none becomes two. Java, and Spark with it, does
otherwise with two letters: a capital sigma at a word's end, and a capital I with a dot. On Postgres the database's locale decides: it must know letters
beyond ASCII (C.UTF-8).
-#}
{% macro lowered(text) -%}
    {{ return(adapter.dispatch('lowered', 'contact_center')(text)) }}
{%- endmacro %}

{% macro default__lowered(text) -%}
    lower({{ text }})
{%- endmacro %}

{% macro spark__lowered(text) -%}
    lower(translate({{ text }}, 'İΣ', 'iσ'))
{%- endmacro %}
