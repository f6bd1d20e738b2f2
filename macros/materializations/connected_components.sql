{#-
A table of the connected components of a graph. The model selects its edges: `node` and `neighbour`, whole numbers from 0 to 2147483646,
never null, one row per edge in either direction; repeated ones and loops do no harm, and a loop is how a node without edges gets a row.
The table has one row per node, with `component`, the least node of its component.

Randomised contraction (Boegeholz, Brand, Todor: In-database connected component analysis, 2020). In each round every node hashes itself
and its neighbours and is merged into the one with the least hash; edges are then drawn between those. The rounds grow with the logarithm
of the number of nodes, however long a chain is: a recursive query takes a round for each of its links. Walking the rounds backwards gives
each node its last representative. The hash multiplies modulo the prime 2^31 - 1 by another power of `base` in each round: a bijection, so
that the least hash names its node, and no clock or dice, so that two builds are equal.

This is the one file besides the landing model that looks at data while it builds: whether edges are left decides whether there is another
round.
-#}
{% materialization connected_components, default %}
    {%- set target = this.incorporate(type='table') -%}
    {%- set existing = load_cached_relation(this) -%}
    {#- on Spark, such a relation is made without its schema -#}
    {%- set intermediate = make_intermediate_relation(target).include(schema=true) -%}
    {%- set backup = make_backup_relation(target, existing.type if existing is not none else 'table').include(schema=true) -%}
    {#- what a build that was killed has left -#}
    {%- do drop_relation_if_exists(load_cached_relation(intermediate)) -%}
    {%- do drop_relation_if_exists(load_cached_relation(backup)) -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}

    {%- set labels = _contracted(this.identifier, sql) -%}
    {%- call statement('main') -%}
        {{ get_create_table_as_sql(
            False, intermediate, "select node, min(node) over (partition by representative) as component from " ~ labels
        ) }}
    {%- endcall -%}
    {%- do run_query("drop table " ~ labels) -%}

    {%- if existing is not none -%}
        {%- do adapter.rename_relation(existing, backup) -%}
    {%- endif -%}
    {%- do adapter.rename_relation(intermediate, target) -%}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {%- do apply_grants(target, config.get('grants'), should_revoke=should_revoke(existing, full_refresh_mode=True)) -%}
    {%- do persist_docs(target, model) -%}
    {%- do adapter.commit() -%}
    {%- do drop_relation_if_exists(backup) -%}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}

{#- Runs the rounds; returns the name of a scratch table (node, representative), in which one component's nodes share one of them. -#}
{% macro _contracted(name, sql) -%}
    {%- set prime = 2147483647 -%}
    {%- set base, inverse_of_base = 742938285, 1413043504 -%}
    {%- set most_rounds = 100 -%}
    {%- set front = scratch_name(name) -%}
    {%- set delivered, edges, round = front ~ '__delivered', front ~ '__edges_', front ~ '__round_' -%}

    {%- do create_scratch_table(delivered, "select node, neighbour from (" ~ sql ~ ") as selected") -%}
    {%- set count_of_unusable -%}
        select count(*) from {{ delivered }}
        where
            coalesce(node, -1) not between 0 and {{ prime - 1 }}
            or coalesce(neighbour, -1) not between 0 and {{ prime - 1 }}
    {%- endset -%}
    {%- if _the_number(count_of_unusable) > 0 -%}
        {{ exceptions.raise_compiler_error(name ~ ": nodes must be whole numbers from 0 to " ~ (prime - 1)) }}
    {%- endif -%}
    {%- set both_ways -%}
        select cast(node as {{ type_bigint() }}) as a, cast(neighbour as {{ type_bigint() }}) as b from {{ delivered }}
        union all
        select cast(neighbour as {{ type_bigint() }}) as a, cast(node as {{ type_bigint() }}) as b from {{ delivered }}
    {%- endset -%}
    {%- do create_scratch_table(edges ~ 0, both_ways) -%}
    {%- do run_query("drop table " ~ delivered) -%}

    {%- set state = namespace(rounds=0, edges_left=1, multiplier=1, inverse=1) -%}
    {%- for number in range(most_rounds) -%}
        {%- if state.edges_left > 0 -%}
            {%- set state.multiplier = state.multiplier * base % prime -%}
            {%- set state.inverse = state.inverse * inverse_of_base % prime -%}
            {%- set merged -%}
                select node, least_hash * {{ state.inverse }} % {{ prime }} as representative
                from (
                    select
                        a as node,
                        least(a * {{ state.multiplier }} % {{ prime }}, min(b * {{ state.multiplier }} % {{ prime }})) as least_hash
                    from {{ edges ~ number }}
                    group by a
                ) as hashed
            {%- endset -%}
            {%- set between_representatives -%}
                select distinct one.representative as a, other.representative as b
                from {{ edges ~ number }} as edges
                inner join {{ round ~ number }} as one on edges.a = one.node
                inner join {{ round ~ number }} as other on edges.b = other.node
                where one.representative <> other.representative
            {%- endset -%}
            {%- do create_scratch_table(round ~ number, merged) -%}
            {%- do create_scratch_table(edges ~ (number + 1), between_representatives) -%}
            {%- do run_query("drop table " ~ edges ~ number) -%}
            {%- set state.edges_left = _the_number("select count(*) from " ~ edges ~ (number + 1)) -%}
            {%- set state.rounds = number + 1 -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do run_query("drop table " ~ edges ~ state.rounds) -%}
    {%- if state.edges_left > 0 -%}
        {{ exceptions.raise_compiler_error(name ~ ": edges are left after " ~ most_rounds ~ " rounds") }}
    {%- endif -%}

    {#- backwards: a representative is a node of the next round, unless its component was complete -#}
    {%- set state.labels = round ~ (state.rounds - 1) -%}
    {%- for number in range(state.rounds - 2, -1, -1) -%}
        {%- set walked -%}
            select earlier.node, coalesce(labels.representative, earlier.representative) as representative
            from {{ round ~ number }} as earlier
            left join {{ state.labels }} as labels on earlier.representative = labels.node
        {%- endset -%}
        {%- do create_scratch_table(front ~ '__labels_' ~ number, walked) -%}
        {%- do run_query("drop table " ~ state.labels) -%}
        {%- do run_query("drop table " ~ round ~ number) -%}
        {%- set state.labels = front ~ '__labels_' ~ number -%}
    {%- endfor -%}
    {{ return(state.labels) }}
{%- endmacro %}

{#- The one number that a query answers with. -#}
{% macro _the_number(query) -%}
    {{ return(run_query(query).columns[0].values()[0] | int) }}
{%- endmacro %}
