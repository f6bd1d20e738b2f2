"""A contact centre that never was: writes the landing contract, and apart from it the truth behind it.

world     what exists: topics, queues, roles, stories (the only place with numbers to tune)
scenarios how well customers are known
clock     local time and opening hours         people    customers and their identifiers
staff     agents, schedules, who is when there demand    when issues arise
waiting   who answers, and when                service   what happens to a contact, and what it leads to
center    the loop over contacts               rows_*    the entities made from what happened
export    text or Parquet                      __main__  the command line

All instants are whole seconds since 1970 (UTC), all durations whole seconds, unless a name says otherwise.
"""
