"""What the tables say against what the simulator knows: `make accuracy` writes docs/accuracy.md.

warehouse  builds a simulated centre with dbt, whole or from the data horizon on
truth      whose each contact was, about which issue, and what the identifiers shown allow anybody to know
identity   pairs of contacts: put together rightly, wrongly, not at all
links      repeat contacts: which contact really came back because of which
methods    each way to say "resolved at the first contact" against what was resolved
replays    unfinished weeks as they looked at a horizon a week, against what they settle at
page       the tables of docs/accuracy.md          __main__  the command line

Every measure is a plain function of published rows and the truth. Rates are 0..1, biases in percentage points.
"""
