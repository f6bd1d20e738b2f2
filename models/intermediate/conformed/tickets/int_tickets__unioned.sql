{{ config(materialized='table') }}

{{ union_conformed('tickets') }}
