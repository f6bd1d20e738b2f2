{#- Of kpi_ratios(): surveys of customers: CSAT, NPS, CES, resolution, response. -#}
{% macro surveys_kpis() %}
{% set by_place = ['center', 'channel', 'queue', 'topic'] %}
{% set by_person = ['agent', 'team', 'site', 'outsourcer'] %}
{% set everywhere = by_place + by_person %}
{% set share = [0, 1] %}
{% set from_zero = [0, none] %}
{% set points = [-100, 100] %}
{% set field = 'Field usage' %}
{% set net = 'Reichheld (2003), The One Number You Need to Grow' %}
{{ return({
    'csat_rate': {
        'chosen_by': 'cc_csat_formula',
        'choices': {'top_two_box': 'csat_top_two_box_rate', 'index': 'csat_index'},
        'variants': 'csat_top_two_box_rate and csat_index beside it (cc_csat_formula chooses); csat_mean; csat_rate_by_contact_date',
        'source': field,
        'label_en': 'Customer satisfaction', 'label_zh': '客户满意度',
        'label_bg': 'Удовлетвореност на клиентите', 'label_ru': 'Удовлетворённость клиентов',
    },
    'csat_top_two_box_rate': {
        'numerator': 'csat_satisfied', 'denominator': 'csat_responses',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': everywhere,
        'definition_id': 'csat_rate/top_two_box/v1',
        'formula':
            'Answers in the upper quarter of their scale (4 and 5 of 1 to 5) / answers, by the day of the answer',
        'variants': 'csat_index, csat_mean',
        'source': field,
        'label_en': 'Customer satisfaction, top two boxes', 'label_zh': '客户满意度（前两档占比）',
        'label_bg': 'Удовлетвореност на клиентите, двете най-високи оценки', 'label_ru': 'Удовлетворённость клиентов, две высшие оценки',
    },
    'csat_index': {
        'numerator': 'csat_index_sum', 'denominator': 'csat_responses',
        'unit': 'ratio', 'better': 'higher', 'interval': 'normal', 'bounds': share,
        'squares': 'csat_index_squares',
        'scopes': everywhere,
        'definition_id': 'csat_rate/index/v1',
        'formula':
            'Mean place of the answers on their scale, from 0 to 1: (mean - 1) / 4 of 1 to 5',
        'variants': 'csat_top_two_box_rate, csat_mean',
        'source': field,
        'label_en': 'Customer satisfaction, index', 'label_zh': '客户满意度指数',
        'label_bg': 'Удовлетвореност на клиентите, индекс', 'label_ru': 'Удовлетворённость клиентов, индекс',
    },
    'csat_mean': {
        'numerator': 'csat_score_sum', 'denominator': 'csat_responses',
        'unit': 'score', 'better': 'higher', 'interval': 'normal', 'bounds': [1, 5],
        'squares': 'csat_score_squares',
        'scopes': everywhere,
        'definition_id': 'csat_mean/standard_scale/v1',
        'formula':
            'Mean of the answers, each put on the scale 1 to 5',
        'variants': 'csat_rate, csat_index',
        'source': field,
        'label_en': 'Customer satisfaction, mean', 'label_zh': '客户满意度均值',
        'label_bg': 'Удовлетвореност на клиентите, средна оценка', 'label_ru': 'Удовлетворённость клиентов, средняя оценка',
    },
    'csat_responses': {
        'numerator': 'csat_responses', 'denominator': none,
        'unit': 'count', 'better': none, 'interval': 'none', 'bounds': from_zero,
        'scopes': everywhere,
        'definition_id': 'csat_responses/last_answer/v1',
        'formula':
            'Answers to satisfaction surveys, the last one about each contact or ticket, by the day of the answer',
        'variants': '',
        'source': field,
        'label_en': 'Satisfaction answers', 'label_zh': '满意度回复量',
        'label_bg': 'Отговори за удовлетвореност', 'label_ru': 'Ответы об удовлетворённости',
    },
    'nps': {
        'numerator': 'nps_balance', 'denominator': 'nps_responses',
        'scale': 100,
        'unit': 'points', 'better': 'higher', 'interval': 'nps', 'bounds': points,
        'promoters': 'nps_promoters', 'detractors': 'nps_detractors',
        'scopes': everywhere,
        'definition_id': 'nps/by_response_date/v1',
        'formula':
            'Percent who answered 9 or 10 less percent who answered 0 to 6',
        'variants': 'nps_by_contact_date',
        'source': net,
        'label_en': 'Net promoter score', 'label_zh': '净推荐值',
        'label_bg': 'Нетен индекс на препоръчване', 'label_ru': 'Индекс потребительской лояльности',
    },
    'nps_responses': {
        'numerator': 'nps_responses', 'denominator': none,
        'unit': 'count', 'better': none, 'interval': 'none', 'bounds': from_zero,
        'scopes': everywhere,
        'definition_id': 'nps_responses/last_answer/v1',
        'formula':
            'Answers to recommendation surveys, the last one about each contact or ticket, by the day of the answer',
        'variants': '',
        'source': field,
        'label_en': 'Recommendation answers', 'label_zh': '推荐意愿回复量',
        'label_bg': 'Отговори за препоръчване', 'label_ru': 'Ответы о рекомендации',
    },
    'ces_rate': {
        'numerator': 'ces_effortless', 'denominator': 'ces_responses',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': everywhere,
        'definition_id': 'ces_rate/upper_half/v1',
        'formula':
            'Answers above the middle of their scale (5 to 7 of 1 to 7: it was easy) / answers, by the day of the answer',
        'variants': 'Others take the mean',
        'source': 'Dixon, Freeman and Toman (2010), Stop Trying to Delight Your Customers',
        'label_en': 'Customer effort, easy', 'label_zh': '客户省力度',
        'label_bg': 'Лекота за клиента', 'label_ru': 'Лёгкость для клиента',
    },
    'ces_responses': {
        'numerator': 'ces_responses', 'denominator': none,
        'unit': 'count', 'better': none, 'interval': 'none', 'bounds': from_zero,
        'scopes': everywhere,
        'definition_id': 'ces_responses/last_answer/v1',
        'formula':
            'Answers to effort surveys, the last one about each contact or ticket, by the day of the answer',
        'variants': '',
        'source': field,
        'label_en': 'Effort answers', 'label_zh': '费力度回复量',
        'label_bg': 'Отговори за усилието', 'label_ru': 'Ответы об усилиях',
    },
    'survey_resolution_rate': {
        'numerator': 'survey_resolutions', 'denominator': 'survey_resolution_responses',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': everywhere,
        'definition_id': 'survey_resolution_rate/last_word/v1',
        'formula':
            'Issue resolved, in the last answer of any survey about the contact or ticket that says / those that say',
        'variants': 'fcr_by_survey_rate: of standing contacts, and one contact was enough',
        'source': field,
        'label_en': 'Resolved, as customers say', 'label_zh': '客户确认解决率',
        'label_bg': 'Решено по думите на клиента', 'label_ru': 'Решено со слов клиента',
    },
    'survey_response_rate': {
        'numerator': 'surveys_answered', 'denominator': 'surveys_sent',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': everywhere, 'pending': 'surveys_open',
        'definition_id': 'survey_response_rate/by_sending/{survey_hours}h/v1',
        'formula':
            'Answered invitations / invitations, both by the day of sending',
        'variants': 'Answers of a period / invitations of the period mixes two sets',
        'source': field,
        'label_en': 'Survey response rate', 'label_zh': '问卷回复率',
        'label_bg': 'Дял на отговорилите', 'label_ru': 'Доля ответивших',
    },
    'surveys_sent': {
        'numerator': 'surveys_sent', 'denominator': none,
        'unit': 'count', 'better': none, 'interval': 'none', 'bounds': from_zero,
        'scopes': everywhere,
        'definition_id': 'surveys_sent/by_sending/v1',
        'formula':
            'Invitations sent to customers',
        'variants': '',
        'source': field,
        'label_en': 'Surveys sent', 'label_zh': '已发送问卷量',
        'label_bg': 'Изпратени анкети', 'label_ru': 'Отправленные опросы',
    },
    'csat_rate_by_contact_date': {
        'numerator': 'csat_satisfied_by_contact', 'denominator': 'csat_responses_by_contact',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': everywhere, 'pending': 'csat_open_by_contact',
        'definition_id': 'csat_rate_by_contact_date/top_two_box/{survey_hours}h/v1',
        'formula':
            'csat_top_two_box_rate by the day of the contact asked about, late answers included',
        'variants': 'csat_rate counts by the day of the answer',
        'source': field,
        'label_en': 'Customer satisfaction, by day of contact', 'label_zh': '客户满意度（按联络日期）',
        'label_bg': 'Удовлетвореност на клиентите, по ден на контакта', 'label_ru': 'Удовлетворённость клиентов, по дню обращения',
    },
    'nps_by_contact_date': {
        'numerator': 'nps_balance_by_contact', 'denominator': 'nps_responses_by_contact',
        'scale': 100,
        'unit': 'points', 'better': 'higher', 'interval': 'nps', 'bounds': points,
        'promoters': 'nps_promoters_by_contact', 'detractors': 'nps_detractors_by_contact',
        'scopes': everywhere, 'pending': 'nps_open_by_contact',
        'definition_id': 'nps_by_contact_date/{survey_hours}h/v1',
        'formula':
            'nps by the day of the contact asked about, late answers included',
        'variants': 'nps counts by the day of the answer',
        'source': net,
        'label_en': 'Net promoter score, by day of contact', 'label_zh': '净推荐值（按联络日期）',
        'label_bg': 'Нетен индекс на препоръчване, по ден на контакта', 'label_ru': 'Индекс потребительской лояльности, по дню обращения',
    },
    'ces_rate_by_contact_date': {
        'numerator': 'ces_effortless_by_contact', 'denominator': 'ces_responses_by_contact',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': everywhere, 'pending': 'ces_open_by_contact',
        'definition_id': 'ces_rate_by_contact_date/upper_half/{survey_hours}h/v1',
        'formula':
            'ces_rate by the day of the contact asked about, late answers included',
        'variants': 'ces_rate counts by the day of the answer',
        'source': field,
        'label_en': 'Customer effort, easy, by day of contact', 'label_zh': '客户省力度（按联络日期）',
        'label_bg': 'Лекота за клиента, по ден на контакта', 'label_ru': 'Лёгкость для клиента, по дню обращения',
    },
}) }}
{% endmacro %}
