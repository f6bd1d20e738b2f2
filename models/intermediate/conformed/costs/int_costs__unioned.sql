{{ config(materialized='table') }}

{{ union_conformed('costs') }}
