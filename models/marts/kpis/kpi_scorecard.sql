{%- set zone = "'" ~ var('cc_business_timezone') ~ "'" -%}
{%- set double = type_double() -%}

with components as (

    select * from {{ ref('int_period_components') }}

),

targets as (

    select * from {{ ref('int_kpi_targets__valid') }}

),

period_starts as (

    select distinct
        period_grain,
        period_start_date,
        {{ utc_timestamp('period_start_date', zone) }} as starts_at
    from {{ ref('dim_periods') }}

),

-- A target counts for the periods that begin while it is valid; one for the scope by name before the queue's own.
target_choices as (

    select
        targets.kpi,
        targets.scope_kind,
        targets.scope_value,
        period_starts.period_grain,
        period_starts.period_start_date,
        targets.target,
        row_number() over (
            partition by
                targets.kpi,
                targets.scope_kind,
                targets.scope_value,
                period_starts.period_grain,
                period_starts.period_start_date
            order by {{ bool_to_int('targets.is_named_target') }} desc
        ) as choice
    from targets
    inner join period_starts
        on targets.valid_from <= period_starts.starts_at and targets.valid_until > period_starts.starts_at

),

period_targets as (

    select
        kpi,
        scope_kind,
        scope_value,
        period_grain,
        period_start_date,
        target
    from target_choices
    where choice = 1

),

center_targets as (

    select * from period_targets
    where scope_kind = 'center'

),

paired as (

    select
        components.*
        {%- for name in kpi_components() %},
        previous.{{ name }} as previous_{{ name }}
        {%- endfor %}
    from components
    left join components as previous
        on
            components.period_grain = previous.period_grain
            and components.previous_period_start_date = previous.period_start_date
            and components.scope_kind = previous.scope_kind
            and components.scope_value = previous.scope_value

),

figures as (
    {% for name, kpi in kpis().items() %}
    select
        '{{ name }}' as kpi,
        period_grain,
        period_start_date,
        scope_kind,
        scope_value,
        is_complete,
        '{{ kpi.definition_id }}' as definition_id,
        '{{ kpi.interval }}' as interval_kind,
        '{{ kpi.better or 'neither' }}' as better,
        '{{ kpi.bands | default('none') }}' as bands,
        {{ 'true' if kpi.denominator else 'false' }} as is_ratio,
        {{ kpi.pending | default('0') }} as pending,
        {%- for front in ['', 'previous_'] %}
        {%- for part in ['numerator', 'denominator', 'squares'] %}
        cast({{ front ~ kpi[part] if kpi[part] else 'null' }} as {{ double }}) as {{ front ~ part }}
        {{- ',' if not (front and loop.last) }}
        {%- endfor %}
        {%- endfor %}
    from paired
    where scope_kind in ('{{ kpi.scopes | join("', '") }}')
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

),

valued as (

    select
        figures.*,
        case when is_ratio then {{ safe_divide('numerator', 'denominator') }} else numerator end as value,
        case
            when is_ratio then {{ safe_divide('previous_numerator', 'previous_denominator') }}
            else previous_numerator
        end as previous_value,
        case when is_ratio then coalesce(denominator >= {{ var('cc_minimum_sample') }}, false) end as is_reliable,
        case when is_ratio then coalesce(previous_denominator >= {{ var('cc_minimum_sample') }}, false) end
            as is_previous_reliable
    from figures

),

bounded as (

    select
        valued.*,
        {%- for front in ['', 'previous_'] %}
        {%- for side, sign in {'low': '-', 'high': '+'}.items() %}
        case interval_kind
            when 'wilson'
                then {{ wilson_low(front ~ 'numerator', front ~ 'denominator') if side == 'low'
                    else wilson_high(front ~ 'numerator', front ~ 'denominator') }}
            when 'normal'
                then {{ front }}value {{ sign }} {{ normal_margin(
                    front ~ 'numerator', front ~ 'squares', front ~ 'denominator'
                ) }}
        end as {{ front }}interval_{{ side }}
        {{- ',' if not (front and loop.last) }}
        {%- endfor %}
        {%- endfor %}
    from valued

),

compared as (

    -- Newcombe's interval of a difference of shares, from the two Wilson intervals; for means the same formula is the normal one.
    select
        bounded.*,
        value - previous_value as change,
        value - previous_value - sqrt(
            power(value - interval_low, 2) + power(previous_interval_high - previous_value, 2)
        ) as change_low,
        value - previous_value + sqrt(
            power(interval_high - value, 2) + power(previous_value - previous_interval_low, 2)
        ) as change_high
    from bounded

),

scored as (

    select
        compared.kpi,
        compared.period_grain,
        compared.period_start_date,
        compared.scope_kind,
        compared.scope_value,
        compared.numerator,
        compared.denominator,
        compared.value,
        compared.interval_low,
        compared.interval_high,
        compared.is_reliable,
        compared.is_complete,
        compared.is_complete and compared.pending = 0 as is_settled,
        compared.definition_id,
        coalesce(own_targets.target, center_targets.target) as target,
        case compared.better
            when 'higher' then compared.value >= coalesce(own_targets.target, center_targets.target)
            when 'lower' then compared.value <= coalesce(own_targets.target, center_targets.target)
        end as is_target_met,
        case compared.bands
            {%- for bands in kpi_bands() %}
            when '{{ bands }}' then {{ band('compared.value', bands) }}
            {%- endfor %}
        end as band,
        compared.previous_value,
        compared.change,
        case
            when compared.change_low is not null and compared.change_high is not null
                then
                    compared.is_reliable
                    and compared.is_previous_reliable
                    and (compared.change_low > 0 or compared.change_high < 0)
        end as is_change_significant
    from compared
    left join period_targets as own_targets
        on
            compared.kpi = own_targets.kpi
            and compared.period_grain = own_targets.period_grain
            and compared.period_start_date = own_targets.period_start_date
            and compared.scope_kind = own_targets.scope_kind
            and compared.scope_value = own_targets.scope_value
    left join center_targets
        on
            compared.kpi = center_targets.kpi
            and compared.period_grain = center_targets.period_grain
            and compared.period_start_date = center_targets.period_start_date

)

select * from scored
