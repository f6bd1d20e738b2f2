"""How well customers can be told apart: the demo, and worlds in which one thing at a time is otherwise."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Scenario:
    """Shares 0..1 unless a name says otherwise; the values here are the demo's."""

    story: str = "as usual: most customers are known, by one thing today and by another tomorrow"
    weeks: int = 13  # where nobody asks for another number of weeks
    # what customers have
    customer_id: float = 0.94  # of people who have a number in the customer file
    second_customer_id: float = 0.04  # of people with a second file card that nobody knows to be theirs
    second_phone: float = 0.3
    second_email: float = 0.15
    household: float = 0.02  # of people who use a relative's telephone
    exchange: float = 0.0  # of people who call through the exchange of one big customer
    changes: float = 0.0  # of people who get another telephone, or another address, on some day
    # what contacts show of it
    hides_phone: float = 0.05  # of people who withhold their number
    shows_id_handled: float = 0.93  # of contacts that met a person, who asks
    shows_id_unhandled: float = 0.6
    shows_phone_spoken: float = 0.88
    shows_email_chat: float = 0.7
    unseen: float = 0.15  # of calls and chats: no number shown, and nobody asks
    hidden: float = 0.0  # of all contacts: nothing is shown at all
    shop_address: float = 0.0  # of contacts where the agent types the shop's own address
    # what they want
    twins: float = 0.0  # of issues that come in twos: one person, two topics, at most two days apart


_CLEAN = Scenario(
    story="every contact shows something, and nothing that is shown belongs to two people",
    customer_id=1.0,
    second_customer_id=0.0,
    household=0.0,
    hides_phone=0.0,
    shows_id_handled=0.8,
    shows_id_unhandled=0.8,
    shows_phone_spoken=1.0,
    shows_email_chat=1.0,
    unseen=0.0,
)
SCENARIOS = {
    "demo": Scenario(),
    "clean": _CLEAN,
    "unidentified": replace(_CLEAN, story="clean, but a fifth of the contacts shows nothing", hidden=0.2),
    "shared_phones": replace(_CLEAN, story="clean, but three of ten people use a relative's telephone", household=0.3),
    "switchboard": replace(
        _CLEAN,
        story="clean, but a big customer's people call through one exchange, and the shop's own address stands on "
        "contacts of anybody",
        exchange=0.03,
        shop_address=0.05,
    ),
    "changed_numbers": replace(
        _CLEAN,
        story="clean, but a third of the people changes telephone or address midway, and half of them tell nobody",
        changes=0.33,
    ),
    "two_issues": replace(
        _CLEAN, story="clean, but a third of the issues comes in twos of different topics", twins=0.33
    ),
    "long": Scenario(story="as the demo, over half a year: customers come back with something else", weeks=26),
}
