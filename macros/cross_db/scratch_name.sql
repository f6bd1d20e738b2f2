{#-
The name, or the front of the names, by which statements call scratch tables: as it is where they lie in no schema; on Spark in the schema
of the target. Without quotation marks, so that more can be written behind it.
    name  letters, digits and underscores
-#}
{% macro scratch_name(name) -%}
    {{ return(adapter.dispatch('scratch_name', 'contact_center')(name)) }}
{%- endmacro %}

{% macro default__scratch_name(name) -%}
    {{- return(name) -}}
{%- endmacro %}

{% macro spark__scratch_name(name) -%}
    {{- return(generate_schema_name(none, none) ~ '.' ~ name) -}}
{%- endmacro %}
