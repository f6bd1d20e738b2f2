-- CC_IDENTITY_SECRET is that of the last publication; if all customer keys are to change: VARS='{cc_new_identity_secret: true}'.
select publication_number
from {{ ref('int_next_publication') }}
where is_new_secret and not {{ 'true' if var('cc_new_identity_secret') else 'false' }}
