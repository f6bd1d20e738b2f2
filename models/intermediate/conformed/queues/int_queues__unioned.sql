{{ config(materialized='table') }}

{{ union_conformed('queues') }}
