{{ config(materialized='table') }}

{{ union_conformed('agent_states') }}
