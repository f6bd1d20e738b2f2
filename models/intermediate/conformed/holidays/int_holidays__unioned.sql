{{ config(materialized='table') }}

{{ union_conformed('holidays') }}
