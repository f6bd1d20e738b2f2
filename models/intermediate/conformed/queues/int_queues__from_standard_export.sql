{{ conform('queues', ref('stg_standard_export__queues'), 'standard_export') }}
