{{ conform('business_calendars', ref('stg_standard_export__business_calendars'), 'standard_export') }}
