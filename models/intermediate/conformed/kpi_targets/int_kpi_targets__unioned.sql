{{ config(materialized='table') }}

{{ union_conformed('kpi_targets') }}
