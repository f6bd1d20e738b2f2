{{ config(materialized='table') }}

{{ union_conformed('agents') }}
