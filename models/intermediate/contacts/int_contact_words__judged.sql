-- What the code map says of the topics and dispositions that contacts carry: which topics are one group, and which of both
-- cannot be resolved at the first contact by design.
{% set code = code_form("coalesce(code, 'null')") %}
with words as (

    select distinct
        source,
        'topic' as word_kind,
        topic as word
    from {{ ref('int_contacts__assembled') }}
    union all
    select distinct
        source,
        'disposition' as word_kind,
        last_disposition as word
    from {{ ref('int_contacts__described') }}
    where last_disposition is not null

),

codes as (

    select
        source,
        case when vocabulary = 'not_resolvable_disposition' then 'disposition' else 'topic' end as word_kind,
        vocabulary = 'topic_group' as is_group,
        {{ code }} as code,
        word
    from {{ ref('map_codes') }}
    where vocabulary in ('topic_group', 'not_resolvable_topic', 'not_resolvable_disposition')

),

matched as (

    select
        words.source,
        words.word_kind,
        words.word,
        max(case when codes.is_group and codes.source <> '*' then codes.word end) as group_of_source,
        max(case when codes.is_group and codes.source = '*' then codes.word end) as group_of_all,
        count(case when not codes.is_group then 1 end) as times_not_resolvable
    from words
    left join codes
        on
            words.word_kind = codes.word_kind
            and {{ code_form('words.word') }} = codes.code
            and (words.source = codes.source or codes.source = '*')
    group by words.source, words.word_kind, words.word

)

select
    source,
    word_kind,
    word,
    case
        when word_kind <> 'topic' then null
        when word = 'unknown' then word
        else coalesce(group_of_source, group_of_all, word)
    end as topic_group,
    times_not_resolvable = 0 as is_resolvable_at_first_contact
from matched
