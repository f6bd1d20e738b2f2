{#- Of kpi_ratios(): percentiles of durations. -#}
{% macro percentiles_kpis() -%}
    {%- set published = {
        'wait': {
            'better': 'lower', 'counts': 'answered_live_entries',
            'formula': 'waits of answered queue entries of live channels',
            'variants': 'All offered entries; time in the IVR included',
            'label_en': ['Median wait', 'Wait, 90th percentile'],
            'label_zh': ['等待时间中位数', '等待时间第90百分位'],
            'label_bg': ['Медианно чакане', 'Чакане, 90-и персентил'],
            'label_ru': ['Медиана ожидания', 'Ожидание, 90-й процентиль'],
        },
        'handle': {
            'better': none, 'counts': 'handled_contacts',
            'formula': 'handle times of handled contacts; of a team, site or outsourcer its own part of them',
            'variants': 'Per segment; wrap-up left out',
            'label_en': ['Median handle time', 'Handle time, 90th percentile'],
            'label_zh': ['处理时长中位数', '处理时长第90百分位'],
            'label_bg': ['Медианно време за обработка', 'Време за обработка, 90-и персентил'],
            'label_ru': ['Медиана времени обработки', 'Время обработки, 90-й процентиль'],
        },
        'first_response': {
            'better': 'lower', 'counts': 'unanswered_last',
            'formula': 'times from creation to the first public reply by a person, an unanswered ticket longer than any',
            'variants': 'Answered tickets alone, which flatters who answers late or never',
            'label_en': ['Median first response time', 'First response time, 90th percentile'],
            'label_zh': ['首次响应时间中位数', '首次响应时间第90百分位'],
            'label_bg': ['Медианно време до първи отговор', 'Време до първи отговор, 90-и персентил'],
            'label_ru': ['Медиана времени до первого ответа', 'Время до первого ответа, 90-й процентиль'],
        },
        'first_response_business': {
            'better': 'lower', 'counts': 'unanswered_last',
            'formula':
                'opening hours from creation to the first public reply by a person, an unanswered ticket longer than any',
            'variants': 'Answered tickets alone; calendar seconds: median_first_response_seconds',
            'label_en':
                ['Median first response time, business hours', 'First response time, business hours, 90th percentile'],
            'label_zh': ['首次响应时间中位数（营业时间）', '首次响应时间第90百分位（营业时间）'],
            'label_bg': [
                'Медианно време до първи отговор, работно време',
                'Време до първи отговор, работно време, 90-и персентил',
            ],
            'label_ru': [
                'Медиана времени до первого ответа, рабочее время',
                'Время до первого ответа, рабочее время, 90-й процентиль',
            ],
        },
        'resolution': {
            'better': 'lower', 'counts': 'last_solve',
            'formula': 'times from creation to the last solve, of tickets last solved in the period',
            'variants': 'To the first solve; of tickets created in the period',
            'label_en': ['Median resolution time', 'Resolution time, 90th percentile'],
            'label_zh': ['解决时间中位数', '解决时间第90百分位'],
            'label_bg': ['Медианно време за решаване', 'Време за решаване, 90-и персентил'],
            'label_ru': ['Медиана времени решения', 'Время решения, 90-й процентиль'],
        },
        'resolution_business': {
            'better': 'lower', 'counts': 'last_solve',
            'formula': 'opening hours from creation to the last solve, of tickets last solved in the period',
            'variants': 'To the first solve; calendar seconds: median_resolution_seconds',
            'label_en': ['Median resolution time, business hours', 'Resolution time, business hours, 90th percentile'],
            'label_zh': ['解决时间中位数（营业时间）', '解决时间第90百分位（营业时间）'],
            'label_bg':
                ['Медианно време за решаване, работно време', 'Време за решаване, работно време, 90-и персентил'],
            'label_ru': ['Медиана времени решения, рабочее время', 'Время решения, рабочее время, 90-й процентиль'],
        },
    } -%}
    {%- set labels = ['label_en', 'label_zh', 'label_bg', 'label_ru'] -%}
    {%- set kpis = {} -%}
    {%- for measure, entry in percentile_measures().items() -%}
        {%- set words = published[measure] -%}
        {%- for percentile, percent in percentiles().items() -%}
            {%- set name = percentile ~ '_' ~ measure ~ '_seconds' -%}
            {%- set kpi = {
                'numerator': name, 'denominator': none, 'unit': 'seconds', 'better': words.better,
                'sample': entry.sample, 'bounds': [0, none], 'scopes': entry.scopes,
                'interval': 'given',
                'interval_low': percentile ~ '_' ~ measure ~ '_interval_low',
                'interval_high': percentile ~ '_' ~ measure ~ '_interval_high',
                'definition_id': name ~ '/' ~ words.counts ~ '/v1',
                'formula':
                    'Nearest rank, ceil(' ~ percent ~ ' % of n), of the ' ~ words.formula ~ '; at most 1 % off',
                'variants': words.variants,
                'source': 'Hyndman and Fan (1996, type 1), Masson, Rim and Lee (2019), Conover (1999)',
            } -%}
            {%- if entry.pending is defined -%}{%- do kpi.update({'pending': entry.pending}) -%}{%- endif -%}
            {%- set place = loop.index0 -%}
            {%- for label in labels -%}{%- do kpi.update({label: words[label][place]}) -%}{%- endfor -%}
            {%- do kpis.update({name: kpi}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(kpis) -}}
{%- endmacro %}
