{#- Of kpi_components(): tickets: first and next response, resolution, reopening, backlog. -#}
{% macro tickets_components() %}
{{ return({
    'tickets_created': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'ticket_key is not null',
    },
    'tickets_to_answer': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_to_answer',
    },
    'tickets_with_response_recorded': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_responded is not null',
    },
    'tickets_responded': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_responded',
    },
    'tickets_unanswered': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_unanswered',
        'population': 'tickets_to_answer', 'known_by': 'tickets_with_response_recorded',
    },
    'tickets_unanswered_open': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_answer_pending',
        'population': 'tickets_to_answer', 'known_by': 'tickets_with_response_recorded',
    },
    'first_response_seconds': {
        'subjects': ['tickets_created'], 'unit': 'seconds',
        'sum_of': 'first_response_seconds', 'where': 'is_responded',
        'population': 'tickets_to_answer', 'known_by': 'tickets_with_response_recorded',
    },
    'first_response_squares': {
        'subjects': ['tickets_created'], 'unit': 'square_seconds',
        'squares_of': 'first_response_seconds', 'where': 'is_responded',
        'population': 'tickets_to_answer', 'known_by': 'tickets_with_response_recorded',
    },
    'tickets_with_business_response': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_responded and first_response_business_seconds is not null',
    },
    'first_response_business_seconds': {
        'subjects': ['tickets_created'], 'unit': 'seconds',
        'sum_of': 'first_response_business_seconds', 'where': 'is_responded',
        'population': 'tickets_responded', 'known_by': 'tickets_with_business_response',
    },
    'first_response_business_squares': {
        'subjects': ['tickets_created'], 'unit': 'square_seconds',
        'squares_of': 'first_response_business_seconds', 'where': 'is_responded',
        'population': 'tickets_responded', 'known_by': 'tickets_with_business_response',
    },
    'tickets_with_state_recorded': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_open is not null',
    },
    'tickets_created_open': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_open',
        'population': 'tickets_created', 'known_by': 'tickets_with_state_recorded',
    },
    'tickets_with_solve_recorded': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_solved is not null',
    },
    'tickets_with_reopening_recorded': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_reopened is not null',
    },
    'tickets_created_solved': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_solved and is_open is not true and is_reopened is not null',
    },
    'tickets_created_reopened': {
        'subjects': ['tickets_created'], 'unit': 'count',
        'count_where': 'is_solved and is_open is not true and is_reopened',
        'population': 'tickets_created', 'known_by': 'tickets_with_reopening_recorded',
    },
    'tickets_solved': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'last_solved_at is not null',
        'population': 'tickets_created', 'known_by': 'tickets_with_solve_recorded',
    },
    'tickets_with_resolution_time': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'resolution_seconds is not null',
    },
    'resolution_seconds': {
        'subjects': ['tickets_solved'], 'unit': 'seconds',
        'sum_of': 'resolution_seconds', 'where': 'last_solved_at is not null',
    },
    'resolution_squares': {
        'subjects': ['tickets_solved'], 'unit': 'square_seconds',
        'squares_of': 'resolution_seconds', 'where': 'last_solved_at is not null',
    },
    'tickets_with_business_resolution': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'resolution_business_seconds is not null',
    },
    'resolution_business_seconds': {
        'subjects': ['tickets_solved'], 'unit': 'seconds',
        'sum_of': 'resolution_business_seconds', 'where': 'last_solved_at is not null',
        'population': 'tickets_with_resolution_time', 'known_by': 'tickets_with_business_resolution',
    },
    'resolution_business_squares': {
        'subjects': ['tickets_solved'], 'unit': 'square_seconds',
        'squares_of': 'resolution_business_seconds', 'where': 'last_solved_at is not null',
        'population': 'tickets_with_resolution_time', 'known_by': 'tickets_with_business_resolution',
    },
    'tickets_with_first_resolution_time': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'first_resolution_seconds is not null',
    },
    'first_resolution_seconds': {
        'subjects': ['tickets_solved'], 'unit': 'seconds',
        'sum_of': 'first_resolution_seconds', 'where': 'last_solved_at is not null',
    },
    'first_resolution_squares': {
        'subjects': ['tickets_solved'], 'unit': 'square_seconds',
        'squares_of': 'first_resolution_seconds', 'where': 'last_solved_at is not null',
    },
    'tickets_with_first_business_resolution': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'first_resolution_business_seconds is not null',
    },
    'first_resolution_business_seconds': {
        'subjects': ['tickets_solved'], 'unit': 'seconds',
        'sum_of': 'first_resolution_business_seconds', 'where': 'last_solved_at is not null',
        'population': 'tickets_with_first_resolution_time', 'known_by': 'tickets_with_first_business_resolution',
    },
    'first_resolution_business_squares': {
        'subjects': ['tickets_solved'], 'unit': 'square_seconds',
        'squares_of': 'first_resolution_business_seconds', 'where': 'last_solved_at is not null',
        'population': 'tickets_with_first_resolution_time', 'known_by': 'tickets_with_first_business_resolution',
    },
    'tickets_solved_with_reopening_recorded': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'is_reopened is not null',
    },
    'tickets_reopened': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'is_reopened',
        'population': 'tickets_with_resolution_time', 'known_by': 'tickets_solved_with_reopening_recorded',
    },
    'tickets_with_touches_recorded': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'is_one_touch is not null',
    },
    'tickets_one_touch': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'is_one_touch',
        'population': 'tickets_with_resolution_time', 'known_by': 'tickets_with_touches_recorded',
    },
    'tickets_with_replies_recorded': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'count_where': 'agent_replies is not null',
    },
    'replies_by_persons': {
        'subjects': ['tickets_solved'], 'unit': 'count',
        'sum_of': 'agent_replies', 'where': 'last_solved_at is not null',
        'population': 'tickets_with_resolution_time', 'known_by': 'tickets_with_replies_recorded',
    },
    'replies_by_persons_squares': {
        'subjects': ['tickets_solved'], 'unit': 'square_points',
        'squares_of': 'agent_replies', 'where': 'last_solved_at is not null',
        'population': 'tickets_with_resolution_time', 'known_by': 'tickets_with_replies_recorded',
    },
    'next_responses': {
        'subjects': ['ticket_replies'], 'unit': 'count',
        'count_where': 'is_later and is_answered',
    },
    'next_responses_pending': {
        'subjects': ['ticket_replies'], 'unit': 'count',
        'count_where': 'is_later and is_pending',
    },
    'next_response_seconds': {
        'subjects': ['ticket_replies'], 'unit': 'seconds',
        'sum_of': 'response_seconds', 'where': 'is_later and is_answered',
    },
    'next_response_squares': {
        'subjects': ['ticket_replies'], 'unit': 'square_seconds',
        'squares_of': 'response_seconds', 'where': 'is_later and is_answered',
    },
    'next_business_responses': {
        'subjects': ['ticket_replies'], 'unit': 'count',
        'count_where': 'is_later and is_answered and response_business_seconds is not null',
    },
    'next_response_business_seconds': {
        'subjects': ['ticket_replies'], 'unit': 'seconds',
        'sum_of': 'response_business_seconds', 'where': 'is_later and is_answered',
        'population': 'next_responses', 'known_by': 'next_business_responses',
    },
    'next_response_business_squares': {
        'subjects': ['ticket_replies'], 'unit': 'square_seconds',
        'squares_of': 'response_business_seconds', 'where': 'is_later and is_answered',
        'population': 'next_responses', 'known_by': 'next_business_responses',
    },
    'ticket_backlog': {'subjects': ['ticket_backlog'], 'unit': 'count', 'is_of_period': true},
    'ticket_backlog_under_1_day': {'subjects': ['ticket_backlog'], 'unit': 'count', 'is_of_period': true},
    'ticket_backlog_1_to_3_days': {'subjects': ['ticket_backlog'], 'unit': 'count', 'is_of_period': true},
    'ticket_backlog_3_to_7_days': {'subjects': ['ticket_backlog'], 'unit': 'count', 'is_of_period': true},
    'ticket_backlog_7_to_30_days': {'subjects': ['ticket_backlog'], 'unit': 'count', 'is_of_period': true},
    'ticket_backlog_over_30_days': {'subjects': ['ticket_backlog'], 'unit': 'count', 'is_of_period': true},
}) }}
{% endmacro %}
