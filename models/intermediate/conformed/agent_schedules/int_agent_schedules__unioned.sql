{{ config(materialized='table') }}

{{ union_conformed('agent_schedules') }}
