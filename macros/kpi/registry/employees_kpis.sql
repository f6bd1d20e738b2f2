{#- Of kpi_ratios(): surveys of employees: ESAT and eNPS, withheld where a group is small. -#}
{% macro employees_kpis() %}
{% set shown = ['center', 'team', 'site', 'outsourcer'] %}
{% set share = [0, 1] %}
{% set from_zero = [0, none] %}
{% set field = 'Field usage' %}
{% set net = 'Reichheld (2003), The One Number You Need to Grow' %}
{{ return({
    'esat_rate': {
        'numerator': 'esat_satisfied', 'denominator': 'esat_responses',
        'unit': 'ratio', 'better': 'higher', 'interval': 'wilson', 'bounds': share,
        'scopes': shown,
        'definition_id': 'esat_rate/top_two_box/v1',
        'formula':
            'Answers of employees in the upper quarter of their scale (4 and 5 of 1 to 5) / answers, per month and quarter',
        'variants': 'Mean; others ask once a year',
        'source': field,
        'label_en': 'Employee satisfaction', 'label_zh': '员工满意度',
        'label_bg': 'Удовлетвореност на служителите', 'label_ru': 'Удовлетворённость сотрудников',
    },
    'esat_responses': {
        'numerator': 'esat_responses', 'denominator': none,
        'unit': 'count', 'better': none, 'interval': 'none', 'bounds': from_zero,
        'scopes': shown,
        'definition_id': 'esat_responses/v1',
        'formula':
            'Answers of employees to satisfaction surveys',
        'variants': '',
        'source': field,
        'label_en': 'Employee satisfaction answers', 'label_zh': '员工满意度回复量',
        'label_bg': 'Отговори на служители за удовлетвореност', 'label_ru': 'Ответы сотрудников об удовлетворённости',
    },
    'enps': {
        'numerator': 'enps_balance', 'denominator': 'enps_responses',
        'scale': 100,
        'unit': 'points', 'better': 'higher', 'interval': 'nps', 'bounds': [-100, 100],
        'promoters': 'enps_promoters', 'detractors': 'enps_detractors',
        'scopes': shown,
        'definition_id': 'enps/v1',
        'formula':
            'Percent of employees who answered 9 or 10 less percent who answered 0 to 6, per month and quarter',
        'variants': '',
        'source': net,
        'label_en': 'Employee net promoter score', 'label_zh': '员工净推荐值',
        'label_bg': 'Нетен индекс на препоръчване от служители', 'label_ru': 'Индекс лояльности сотрудников',
    },
    'enps_responses': {
        'numerator': 'enps_responses', 'denominator': none,
        'unit': 'count', 'better': none, 'interval': 'none', 'bounds': from_zero,
        'scopes': shown,
        'definition_id': 'enps_responses/v1',
        'formula':
            'Answers of employees to recommendation surveys',
        'variants': '',
        'source': field,
        'label_en': 'Employee recommendation answers', 'label_zh': '员工推荐意愿回复量',
        'label_bg': 'Отговори на служители за препоръчване', 'label_ru': 'Ответы сотрудников о рекомендации',
    },
    'enps_promoters': {
        'numerator': 'enps_promoters', 'denominator': none,
        'unit': 'count', 'better': 'higher', 'interval': 'none', 'bounds': from_zero,
        'scopes': shown,
        'definition_id': 'enps_promoters/v1',
        'formula':
            'Employees who answered 9 or 10',
        'variants': '',
        'source': net,
        'label_en': 'Employees who are promoters', 'label_zh': '员工推荐者人数',
        'label_bg': 'Служители, които препоръчват', 'label_ru': 'Сотрудники-промоутеры',
    },
    'enps_detractors': {
        'numerator': 'enps_detractors', 'denominator': none,
        'unit': 'count', 'better': 'lower', 'interval': 'none', 'bounds': from_zero,
        'scopes': shown,
        'definition_id': 'enps_detractors/v1',
        'formula':
            'Employees who answered 0 to 6',
        'variants': '',
        'source': net,
        'label_en': 'Employees who are detractors', 'label_zh': '员工贬损者人数',
        'label_bg': 'Служители критици', 'label_ru': 'Сотрудники-критики',
    },
}) }}
{% endmacro %}
