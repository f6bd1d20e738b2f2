"""The tables against the simulator's truth: a small run of `make accuracy`, and its measures on hand-made examples."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from python_hooks.accuracy import identity, links, methods, page, replays
from python_hooks.accuracy.measuring import IDENTITY_PRECISION, IDENTITY_RECALL, LINK_F1, measure, replay
from python_hooks.accuracy.truth import Truth, read_truth

MONDAY = datetime(2025, 1, 6, 9)
SMALL = 2_500


@pytest.mark.parametrize("scenario", ["shared_phones", "two_issues"])
def test_small_center_keeps_the_targets(tmp_path, scenario):
    measured = measure(tmp_path, scenario, SMALL)
    assert measured.identity.true_pairs > 1_000
    assert measured.identity.permitted_precision >= IDENTITY_PRECISION
    assert measured.identity.permitted_recall >= IDENTITY_RECALL
    # 500 links: a standard error of one point, twice of which the target is lowered by
    assert measured.same_topic_permitted.true_links > 400
    assert measured.same_topic_permitted.f1 >= LINK_F1 - 0.02
    # another matter is no repeat of the first: any topic knows no difference
    assert measured.any_topic_permitted.precision < measured.same_topic_permitted.precision
    # so it takes some of the resolved for repeated, which the same topic does not: that one flatters, by those who
    # never come back
    assert measured.methods["by_repeat, same topic"].bias > max(0, measured.methods["by_repeat, any topic"].bias)
    # all are asked about the same contacts, and the weighted answers are those that were given about them
    assert {each.contacts for each in measured.methods.values()} == {measured.settled}
    assert measured.methods["by_survey, weighted"].judged == measured.methods["by_survey"].judged


def test_small_replays_keep_the_targets(tmp_path):
    replayed = replay(tmp_path, 5_000, horizons=3)
    readings = replayed.readings
    # what is known is kept and what can still come is not exceeded, of the smallest agent's week, too
    assert set(readings["scope_kind"]) == set(replays.SCOPES) and len(readings) > 200
    assert replays.out_of_bounds(readings).empty
    center = replays.of_scope(readings, "center")
    assert len(center) == 3 * replays.WEEKS_BEFORE and len(replays.unfinished(center)) >= 3
    assert all(replays.advantage(center, column) > 0 for column in replays.COLUMNS if column != "estimated")
    # A week has some 150 contacts, half of them pending, of whom one in ten comes back: a standard error of
    # sqrt(75 * 0.09) / 150 = 1.7 points each, one point over three weeks, and twice that
    assert abs(replays.bias(replays.unfinished(center), "estimated").value) < 2
    # a topic's week has some twenty contacts: its errors are larger, but so are those of "pending is resolved"
    assert replays.advantage(replays.of_scope(readings, "topic"), "pending_resolved") > 0
    # all windows of 24 hours were closed: there the estimate is the settled rate, to the digit
    assert replayed.windows[0].window_hours == 24 and replayed.windows[0].bias == pytest.approx(0, abs=1e-9)


def truth_of(contacts: dict[str, tuple[str, str]], groups: dict[str, str] | None = None) -> Truth:
    """contact_id -> (person, issue)"""
    return Truth(
        person={key: person for key, (person, _) in contacts.items()},
        issue={key: issue for key, (_, issue) in contacts.items()},
        is_resolved={},
        group={key: person for key, (person, _) in contacts.items()} if groups is None else groups,
        shared={},
        named=set(),
    )


def contact(contact_id: str, hours: float, **its) -> dict:
    """A call of six minutes, some hours after Monday morning."""
    started = MONDAY + timedelta(hours=hours)
    return {
        "contact_id": contact_id,
        "started_at": started,
        "ended_at": started + timedelta(minutes=6),
        "episode_key": contact_id,
        "issue_key": None,
        "topic": "billing",
        "channel": "voice",
        "outcome": "handled",
        "is_offered": True,
    } | its


def test_pairs_are_counted_by_hand():
    """a, b, c are Ann's and d is Dan's; a, b, d share a key, c has none. Nothing connects c to the others."""
    keys = {"a": "K", "b": "K", "c": None, "d": "K"}
    truth = truth_of({"a": ("Ann", "1"), "b": ("Ann", "1"), "c": ("Ann", "1"), "d": ("Dan", "2")}, {"a": "x", "b": "x"})
    result = identity.measure(({"contact_id": key, "customer_key": its} for key, its in keys.items()), truth)
    assert (result.precision, result.wrong_pairs) == (pytest.approx(1 / 3), 2)
    assert (result.recall, result.true_pairs) == (pytest.approx(1 / 3), 3)
    assert (result.permitted_recall, result.permitted_share) == (1.0, pytest.approx(1 / 3))


def test_pairs_nobody_could_tell_apart_are_left_out_where_asked():
    truth = truth_of({"a": ("Ann", "1"), "b": ("Ann", "1"), "c": ("Dan", "2"), "d": ("Eva", "3")})
    truth.shared.update(Ann={"phone"}, Dan={"phone"})
    result = identity.measure([{"contact_id": key, "customer_key": 7} for key in "abcd"], truth)
    assert (result.precision, result.permitted_precision) == (pytest.approx(1 / 6), pytest.approx(1 / 4))


def test_links_are_neighbours_within_an_issue():
    """a, b, d are about one matter, c about another between them; any topic takes c for a link of the chain."""
    truth = truth_of({"a": ("Ann", "1"), "b": ("Ann", "1"), "c": ("Ann", "2"), "d": ("Ann", "1")})
    rows = [contact(key, 24 * day, issue_key="a") for day, key in enumerate("abcd")]
    result = links.measure(rows, truth)
    assert (result.precision, result.recall, result.true_links) == (pytest.approx(1 / 3), 0.5, 2)
    assert result.wrong == [("b", "c"), ("c", "d")] and result.missed == [("b", "d")]


@pytest.mark.parametrize(
    ("second", "true_links"),
    [
        (contact("b", 168.1), 1),  # exactly 168 hours after the end
        (contact("b", 168.1 + 1 / 3_600), 0),
        (contact("b", 1, episode_key="a"), 0),  # one attempt, as published
        (contact("b", 1, is_offered=False), 0),
        (contact("b", 1, channel="callback"), 0),
    ],
)
def test_true_links_lie_within_the_window(second, true_links):
    truth = truth_of({"a": ("Ann", "1"), "b": ("Ann", "1"), "y": ("Yan", "2"), "z": ("Yan", "2")})
    others = [contact("y", 0), contact("z", 1)]  # so that there is a link
    assert links.measure([contact("a", 0), second, *others], truth).true_links == 1 + true_links


def test_links_of_unknown_topics_or_persons_are_left_out_where_asked():
    truth = truth_of(dict.fromkeys("abcd", ("Ann", "1")), {"a": "x", "b": "x", "c": "y", "d": "y"})
    rows = [contact(key, 24 * day, topic="unknown" if key == "d" else "billing") for day, key in enumerate("abcd")]
    assert links.measure(rows, truth).true_links == 3
    assert links.measure(rows, truth, permitted=True).missed == [("a", "b"), ("c", "d")]
    assert links.measure(rows, truth, permitted=True, topics_known=True).missed == [("a", "b")]


def test_bias_is_judgement_plus_selection():
    truth = Truth({}, {}, {"a": True, "b": False, "c": False, "d": False}, {}, {}, set())
    flags = {"a": True, "b": True, "c": None, "d": None}
    method = methods.measure([{"contact_id": key, "flag": flag} for key, flag in flags.items()], truth, "flag")
    assert (method.judged, method.rate, method.truth) == (2, 1.0, 0.25)
    assert (method.bias, method.bias_of_judgement, method.bias_of_selection) == (75, 50, 25)


def test_weighted_answers_stand_for_those_who_did_not_answer():
    """Three e-mails speak for a fourth, a call for its kind, and a kind without an answer has its channel's."""
    kinds = [
        ("email", "claims", True),
        ("email", "claims", False),
        ("email", "claims", False),
        ("email", "claims", None),
    ]
    kinds += [("voice", "sales", True), ("voice", "help", None), ("chat", "help", None)]
    rows = [
        {
            "contact_id": number,
            "started_date": MONDAY.date(),
            "channel": channel,
            "first_queue": queue,
            "topic": "billing",
            "flag": flag,
        }
        for number, (channel, queue, flag) in enumerate(kinds)
    ]
    truth = Truth({}, {}, dict.fromkeys(range(7), False) | {0: True}, {}, {}, set())
    method = methods.weighted(rows, truth, "flag")
    # four times a third, two calls, and a chat for which only everybody's rate speaks: two of four
    assert method.rate == pytest.approx((4 / 3 + 2 + 0.5) / 7)
    assert (method.contacts, method.judged, method.truth) == (7, 4, pytest.approx(1 / 7))
    assert method.bias_of_judgement is None and method.bias_of_selection is None
    assert methods.weighted(rows[5:], truth, "flag") is None


def test_truth_connects_by_what_belongs_to_one_person(tmp_path):
    """The telephone is a household's: it connects nobody. Ann's address and her row of the customer file do."""
    head = "customer_id,customer_phone,customer_email"
    files = {
        "landing/contacts": [
            f"contact_id,{head}", "a,0,+359 85 111 11 11,", "b,C1,,", "c,,,Ann@example.com", "d,,085 111 1111,",
        ],
        "landing/tickets": [f"ticket_id,{head}", "T1,,,ann@example.com"],
        "landing/customers": [head, "C1,,ann@example.com"],
        "truth/contact_truth": [
            "contact_id,person_id,issue_id,is_really_resolved",
            "a,P1,I1,true", "b,P1,I1,false", "c,P1,I2,true", "d,P2,I3,true",
        ],
        "truth/ticket_truth": ["ticket_id,person_id,issue_id", "T1,P1,I9"],
        "truth/identifier_truth": ["person_id,identifier_kind,identifier", "P1,customer_id,C1"],
    }  # fmt: skip
    for name, lines in files.items():
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "rows.csv").write_text("\n".join(lines) + "\n")
    truth = read_truth(tmp_path / "landing", tmp_path / "truth", ["a", "ticket:T1:1"])
    assert truth.permits("b", "c") and truth.permits("c", "ticket:T1:1")
    assert not truth.permits("a", "b") and not truth.permits("a", "d")
    # Dan has no customer id, and all he shows is a telephone that is Ann's, too
    assert not truth.can_be_told_apart("P1", "P2") and truth.can_be_told_apart("P1", "P3")
    assert truth.issue["ticket:T1:1"] == "I9" and truth.is_resolved == {"a": True, "b": False, "c": True, "d": True}


def test_horizons_are_spread_over_weeks_and_over_the_hours_of_a_week():
    instants = replays.horizons(MONDAY.date(), 14, 30, 16)
    assert [each.isocalendar().week for each in instants] == list(range(16, 32))
    monday = datetime(2025, 1, 6)
    hours = [(each - monday).total_seconds() / 3600 % 168 for each in instants]
    assert hours == [10.5 * slot + 5.25 for slot in range(16)]
    with pytest.raises(ValueError, match="17 horizons, but 16 weeks"):
        replays.horizons(MONDAY.date(), 14, 30, 17)


def test_week_is_read_by_hand():
    """Ten contacts as seen from Wednesday: two of four closed windows without a repeat; of six open ones two have come
    back, one of them within this very hour, which no estimate has seen. And an agent of whom nothing has closed."""
    keys = {"week": MONDAY.date(), "scope_kind": ["center", "agent"], "scope_value": ["all", "A1"]}
    rates = {"estimated": [0.45, 1.0], "low": [0.3, 0.9], "high": [0.6, 1.0], "is_borrowed": [False, True]}
    counts = {"window_hours": 168, "settled": [4, 0], "pending": [6, 2], "published": [0.5, None]}
    weeks = pd.DataFrame(keys | counts | rates)
    statuses = pd.DataFrame(
        keys | {"resolved": [2, 0], "repeated": [4, 1], "pending": [4, 1], "repeated_this_hour": [1, 0]}
    )
    final = pd.DataFrame(keys | {"window_hours": 168, "pending": 0, "published": [0.4, 0.5]})
    center, agent = (
        replays.read(weeks, statuses, final, MONDAY + timedelta(days=9)).sort_values("contacts", ascending=False)
    ).to_dict("records")
    assert (center["age"], center["contacts"], center["pending_share"]) == (1, 10, 0.6)
    assert (center["least"], center["most"]) == (0.2, 0.7)
    assert (center["pending_resolved"], center["pending_dropped"]) == (0.6, pytest.approx(1 / 3))
    assert (center["published"], center["settled_at"]) == (0.5, 0.4)
    assert pd.isna(agent["published"]) and agent["pending_dropped"] == 0
    seen = pd.DataFrame([center, agent])
    assert replays.coverage(seen).value == 0.5  # 0.4 lies in 0.3 to 0.6, 0.5 not in 0.9 to 1
    assert list(replays.out_of_bounds(seen)["scope_value"]) == ["A1"]  # one of two has come back already
    assert replays.advantage(seen, "published") == pytest.approx(10 - 5)  # of the center alone


def test_readings_of_one_week_are_one_week():
    """Errors of 1, 3 and 5 points in a week, 1 in another: 1.5 more and 1.5 less than the mean, four readings."""
    weeks = [date(2025, 1, 6)] * 3 + [date(2025, 1, 13)]
    seen = pd.DataFrame({"week": weeks, "settled_at": 0.5, "estimated": [0.51, 0.47, 0.55, 0.49]})
    error = replays.mean_absolute_error(seen, "estimated")
    assert error.value == pytest.approx(2.5)
    assert error.standard_error == pytest.approx((2 * 1.5**2 * 2 / 1) ** 0.5 / 4)
    assert pd.isna(replays.bias(seen[:3], "estimated").standard_error)
    assert pd.isna(replays.bias(seen[:0], "estimated").value)


def test_page_keeps_its_prose(tmp_path):
    text = page.PAGE.read_text(encoding="utf-8")
    rates = {
        "estimated": 0.7,
        "low": 0.6,
        "high": 0.8,
        "published": None,
        "pending_resolved": 0.9,
        "pending_dropped": 0.2,
    }
    its = {"week": [MONDAY.date()], "age": 1, "scope_kind": "center", "contacts": 10, "is_borrowed": False}
    seen = pd.DataFrame(its | rates | {"pending_share": 0.5, "settled_at": 0.75})
    broken = tmp_path / "page.md"
    broken.write_text("no place for tables")
    with pytest.raises(ValueError, match="no place for the table"):
        page.fill(broken, {"replays": "| a |\n"})
    copy = tmp_path / "copy.md"
    copy.write_text(text, encoding="utf-8")
    page.fill(copy, {"replays": page.replays_table(seen, seen)})
    filled = copy.read_text(encoding="utf-8")
    assert "| 5.00 (-5.00) | 1 null | 15.00 (+15.00) | 55.00 (-55.00) |" in filled
    assert filled.splitlines()[:10] == text.splitlines()[:10] and "<!-- end of windows -->" in filled
