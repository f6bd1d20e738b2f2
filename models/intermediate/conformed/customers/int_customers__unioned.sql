{{ config(materialized='table') }}

{{ union_conformed('customers') }}
