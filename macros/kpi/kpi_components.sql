{#-
The additive half of the KPI registry: everything that is counted or summed, once, over the
three-state flags of a classified row (null = left out, false = counts, true = counts and meets). A
ratio is made of two of these and of nothing else.

Returns a dict: component -> {
    subjects: where it is counted (kpi_subjects); no two of its subjects share a scope,
    count_where: counts the rows for which this is true; or
    sum_of, where: adds this value over the rows for which `where` is true; or
    squares_of, where: adds the value's square, for the interval of a mean; or
    is_of_period: true where it is a column of its subject's periods, taken as it is, since it does
        not add up over days: a double, a boolean where the unit is flag. Null where nothing is
        known,
    unit: count, seconds or square_seconds; of a period's also ratio or flag,
    exact: true where the value is no whole number; it is then added as a decimal, so that the
        order of the rows does not matter,
    population, known_by: components. Where the population is not empty and nothing in it is
        known, this one is unknown (null) instead of zero,
    scopes: where it has a meaning, if not in every scope of its subjects,
    needs_history: true where it is known only for periods with a whole FCR window of delivered
        contacts before them,
}
-#}
{% macro kpi_components() %}
{% set handled = ['contacts', 'agent_contacts'] %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{{ return({
    'queue_entries_offered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_queue_entry',
    },
    'queue_entries_answered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_answered',
    },
    'queue_entries_abandoned': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_abandoned',
    },
    'queue_entries_abandoned_with_wait': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_abandoned and wait_seconds is not null',
    },
    'queue_entries_short_abandoned': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_short_abandoned',
        'population': 'queue_entries_abandoned', 'known_by': 'queue_entries_abandoned_with_wait',
    },
    'queue_entries_overflowed': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': "is_queue_entry and outcome = 'overflowed'",
    },
    'queue_entries_callback_requested': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': "is_queue_entry and outcome = 'callback_requested'",
    },
    'queue_entries_voicemail': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': "is_queue_entry and outcome = 'voicemail'",
    },
    'live_entries_offered_less_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_queue_entry and is_live and is_short_abandoned is not true',
    },
    'live_entries_abandoned_less_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_abandoned and is_live and is_short_abandoned is not true',
    },
    'live_entries_answered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_answered and is_live',
    },
    'live_entries_answered_with_wait': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_answered and is_live and wait_seconds is not null',
    },
    'live_answered_wait_seconds': {
        'subjects': ['queue_entries'], 'unit': 'seconds',
        'sum_of': 'wait_seconds', 'where': 'is_answered and is_live',
        'population': 'live_entries_answered', 'known_by': 'live_entries_answered_with_wait',
    },
    'live_answered_wait_squares': {
        'subjects': ['queue_entries'], 'unit': 'square_seconds',
        'squares_of': 'wait_seconds', 'where': 'is_answered and is_live',
        'population': 'live_entries_answered', 'known_by': 'live_entries_answered_with_wait',
    },
    'service_level_entries': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level',
    },
    'service_level_entries_answered': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_answered',
    },
    'service_level_entries_less_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_short_abandoned is not true',
    },
    'service_level_entries_less_abandoned_in_threshold': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_abandoned_in_threshold is not true',
    },
    'service_level_answered_in_threshold': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and is_answered_in_threshold',
    },
    'service_level_answered_or_abandoned_in_threshold': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where':
            'is_in_service_level and (is_answered_in_threshold or is_abandoned_in_threshold)',
    },
    'service_level_answered_in_threshold_or_short': {
        'subjects': ['queue_entries'], 'unit': 'count',
        'count_where': 'is_in_service_level and (is_answered_in_threshold or is_short_abandoned)',
    },
    'contacts_offered': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_offered',
    },
    'contacts_handled': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled',
    },
    'contacts_abandoned': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_abandoned',
    },
    'contacts_abandoned_in_ivr': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_abandoned_in_ivr',
    },
    'contacts_self_served': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and is_self_served',
    },
    'contacts_self_served_or_offered': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': 'is_inbound and (is_self_served or is_offered)',
    },
    'contacts_outbound': {
        'subjects': ['contacts'], 'unit': 'count',
        'count_where': "direction = 'outbound'",
    },
    'contacts_with_transfer_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_transferred is not null',
    },
    'contacts_transferred': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_transferred',
        'population': 'contacts_handled', 'known_by': 'contacts_with_transfer_recorded',
    },
    'contacts_with_escalation_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_escalated is not null',
    },
    'contacts_escalated': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_escalated',
        'population': 'contacts_handled', 'known_by': 'contacts_with_escalation_recorded',
    },
    'contacts_with_resolution_recorded': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_resolved_by_agent is not null',
    },
    'contacts_resolved_by_agent': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_resolved_by_agent',
        'population': 'contacts_handled', 'known_by': 'contacts_with_resolution_recorded',
    },
    'contacts_identified': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and is_identified',
    },
    'contacts_with_handle_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and handle_seconds is not null',
    },
    'handle_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'handle_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_handle_time',
    },
    'handle_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'handle_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_handle_time',
    },
    'concurrency_adjusted_handle_seconds': {
        'subjects': ['contacts'], 'unit': 'seconds', 'exact': true,
        'sum_of': 'handle_seconds_by_concurrency', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_handle_time',
    },
    'contacts_with_talk_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and talk_seconds is not null',
    },
    'talk_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'talk_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_talk_time',
    },
    'talk_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'talk_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_talk_time',
    },
    'contacts_with_hold_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and hold_seconds is not null',
    },
    'hold_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'hold_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_hold_time',
    },
    'hold_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'hold_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_hold_time',
    },
    'contacts_with_wrap_up_time': {
        'subjects': handled, 'unit': 'count',
        'count_where': 'is_inbound and is_handled and wrap_up_seconds is not null',
    },
    'wrap_up_seconds': {
        'subjects': handled, 'unit': 'seconds',
        'sum_of': 'wrap_up_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_wrap_up_time',
    },
    'wrap_up_squares': {
        'subjects': handled, 'unit': 'square_seconds',
        'squares_of': 'wrap_up_seconds', 'where': 'is_work_of_handled_contact',
        'population': 'contacts_handled', 'known_by': 'contacts_with_wrap_up_time',
    },
    'fcr_contacts_identified': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_identified',
    },
    'fcr_contacts_settled': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat is not null',
    },
    'fcr_contacts_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_identified and is_fcr_by_repeat is null',
    },
    'fcr_contacts_not_repeated': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat',
    },
    'fcr_contacts_recorded': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_agent is not null',
    },
    'fcr_contacts_resolved_by_agent': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_agent',
    },
    'episodes': {
        'subjects': ['episodes'], 'unit': 'count', 'scopes': by_place,
        'count_where': 'episode_key is not null',
    },
    'episodes_repeating': {
        'subjects': ['episodes'], 'unit': 'count', 'scopes': by_place, 'needs_history': true,
        'count_where': 'is_repeat',
    },
    'issues_settled': {
        'subjects': ['episodes'], 'unit': 'count',
        'count_where': 'is_issue_one_and_done is not null',
    },
    'issues_pending': {
        'subjects': ['episodes'], 'unit': 'count',
        'count_where': 'is_issue_start and agent_id is not null and is_issue_one_and_done is null',
    },
    'issues_one_and_done': {
        'subjects': ['episodes'], 'unit': 'count',
        'count_where': 'is_issue_one_and_done',
    },
    'fcr_contacts_surveyed': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_survey is not null',
    },
    'fcr_contacts_survey_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_survey_pending',
    },
    'fcr_contacts_resolved_by_survey': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_survey',
    },
    'fcr_contacts_with_solved_ticket': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_one_touch is not null',
    },
    'fcr_contacts_one_touch_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_one_touch_pending',
    },
    'fcr_contacts_resolved_by_one_touch': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_one_touch',
    },
    'fcr_contacts_verifiable': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_verified is not null',
    },
    'fcr_contacts_verified_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_verified_pending',
    },
    'fcr_contacts_verified': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_verified',
    },
    'fcr_contacts_resolvable_settled': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat is not null and is_resolvable_at_first_contact',
    },
    'fcr_contacts_resolvable_pending': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where':
            'is_identified and is_fcr_by_repeat is null and is_resolvable_at_first_contact',
    },
    'fcr_contacts_resolvable_not_repeated': {
        'subjects': ['fcr_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat and is_resolvable_at_first_contact',
    },
    'fcr_first_agent_contacts_settled': {
        'subjects': ['fcr_first_agent_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat is not null',
    },
    'fcr_first_agent_contacts_pending': {
        'subjects': ['fcr_first_agent_contacts'], 'unit': 'count',
        'count_where': 'is_identified and is_fcr_by_repeat is null',
    },
    'fcr_first_agent_contacts_not_repeated': {
        'subjects': ['fcr_first_agent_contacts'], 'unit': 'count',
        'count_where': 'is_fcr_by_repeat',
    },
    'fcr_neutral_contacts_settled': {
        'subjects': ['fcr_contacts'], 'unit': 'count', 'scopes': by_person,
        'count_where': 'is_neutral and is_fcr_by_repeat is not null',
    },
    'fcr_neutral_contacts_open': {
        'subjects': ['fcr_contacts'], 'unit': 'count', 'scopes': by_person,
        'count_where': 'is_neutral and is_issue_open',
    },
    'fcr_neutral_contacts_not_repeated': {
        'subjects': ['fcr_contacts'], 'unit': 'count', 'scopes': by_person,
        'count_where': 'is_neutral and is_fcr_by_repeat',
    },
    'fcr_contacts_estimated_not_repeated': {
        'subjects': ['fcr_estimates'], 'unit': 'count', 'is_of_period': true,
    },
    'fcr_estimated_interval_low': {
        'subjects': ['fcr_estimates'], 'unit': 'ratio', 'is_of_period': true,
    },
    'fcr_estimated_interval_high': {
        'subjects': ['fcr_estimates'], 'unit': 'ratio', 'is_of_period': true,
    },
    'is_estimate_borrowed': {
        'subjects': ['fcr_estimates'], 'unit': 'flag', 'is_of_period': true,
    },
}) }}
{% endmacro %}
