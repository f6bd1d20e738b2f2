{#-
A regular expression as it stands in a literal on Spark, where a backslash is written twice.
    pattern  in Java's syntax, which is Spark's
-#}
{% macro spark_pattern(pattern) -%}
    {{- return(pattern | replace('\\', '\\\\')) -}}
{%- endmacro %}
