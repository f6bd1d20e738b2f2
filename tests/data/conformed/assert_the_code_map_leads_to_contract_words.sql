-- Every row of the seed map_codes names a vocabulary of the contract and one of its words (topics
-- and their groups are one's own; a list of codes has no words): a typing error there would map to
-- nothing.
with map_codes as (

    select * from {{ ref('map_codes') }}

),

words as (
    {% for vocabulary, words in canonical_words().items() %}
    {%- set outer_last = loop.last %}
    {%- for word in words %}
    select '{{ vocabulary }}' as vocabulary, '{{ word }}' as word
    {{- '\n    union all' if not (loop.last and outer_last) }}
    {%- endfor %}
    {%- endfor %}

)

select
    map_codes.source,
    map_codes.vocabulary,
    map_codes.code,
    map_codes.word
from map_codes
left join words
    on map_codes.vocabulary = words.vocabulary and map_codes.word = words.word
where
    words.word is null
    and not (
        map_codes.vocabulary in (
            'unknown_identifier', 'not_resolvable_topic', 'not_resolvable_disposition'
        )
        and map_codes.word is null
    )
    and not (map_codes.vocabulary = 'topic_group' and map_codes.word is not null)
    and not (
        map_codes.vocabulary = 'topic' and map_codes.word is not null and map_codes.source <> '*'
    )
