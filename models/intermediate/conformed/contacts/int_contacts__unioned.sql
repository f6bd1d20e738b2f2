{{ config(materialized='table') }}

{{ union_conformed('contacts') }}
