{{ config(materialized='table') }}

{{ union_conformed('business_calendars') }}
