{{ config(materialized='table') }}

{{ union_conformed('ticket_events') }}
