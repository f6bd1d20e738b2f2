{{ config(materialized='table') }}

{{ union_conformed('survey_responses') }}
