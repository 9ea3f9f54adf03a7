"""What happened: each outcome opens its branch, is shown, can be undone and taken back, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme

pytestmark = pytest.mark.once("what differs is the plan, which is Python’s")

ANSWERS = {"I said yes", "I said no"}
OPENS = [
    ("They want to see me again", "invited", "r1/follow-up-1", "not-needed"),
    ("They made an offer", "offer", "thank-for-offer", "open"),
    ("It’s a no", "refused", "ask-why", "upcoming"),
    ("I withdrew", "withdrawn", "keep-searching", "not-needed"),
    ("They didn’t show up", "no-show", "r1/thank-you-email", "not-needed"),
]


@pytest.fixture
def acme_there(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    return checklist


@pytest.mark.parametrize(("what", "moment", "key", "status"), OPENS)
def test_each_outcome_opens_its_branch_and_undo_closes_it(checklist, what, moment, key, status):
    checklist.page.clock.set_system_time("2026-11-22T10:00:00Z")
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "overdue")
    before = checklist.stored()
    checklist.tell(what)
    checklist.has_status(key, status)
    expect(checklist.card).to_be_in_viewport()
    expect(checklist.card).to_have_attribute("data-moment", moment)
    assert checklist.stored()["applications"][0]["outcomes"][0]["on"] == "2026-11-22"
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/thank-you-email", "overdue")
    assert checklist.stored() == before


@pytest.mark.parametrize("what", ["It’s a no", "I withdrew"])
def test_once_it_is_over_nobody_is_asked_but_what_came_since_can_be_told_under_more(acme_there, what):
    asking = acme_there.page.get_by_role("button", name="What happened?")
    acme_there.tell(what)
    expect(asking).to_be_hidden()
    acme_there.more("What happened?").click()
    expect(acme_there.page.get_by_role("radio", name="They made an offer")).to_be_visible()


@pytest.mark.parametrize(
    ("what", "moment", "key", "status"),
    [("I said yes", "accepted", "celebrate", "open"), ("I said no", "declined", "decide", "not-needed")],
)
def test_an_offer_can_be_answered_once_there_is_one(acme_there, what, moment, key, status):
    assert ANSWERS.isdisjoint(asked(acme_there))
    acme_there.tell("They made an offer")
    acme_there.has_status("decide", "open")
    assert set(asked(acme_there)) >= ANSWERS
    acme_there.tell(what)
    acme_there.has_status(key, status)
    expect(acme_there.card).to_have_attribute("data-moment", moment)


def asked(checklist):
    """What the person is asked about, and the dialog closed again."""
    checklist.page.get_by_role("button", name="What happened?").click()
    dialog = checklist.page.get_by_role("dialog", name="What happened?")
    found = dialog.get_by_role("radio").evaluate_all(
        "boxes => boxes.map(each => each.closest('label').textContent.trim())"
    )
    dialog.get_by_role("button", name="Cancel").click()
    return found


@pytest.mark.parametrize(
    ("now", "more"),
    [
        ("2026-11-20T14:59:00Z", []),
        (
            "2026-11-20T15:00:00Z",
            ["They want to see me again", "They need longer, or gave a new date", "They made an offer"],
        ),
    ],
)
def test_nothing_is_asked_that_cannot_have_happened_yet(checklist, now, more):
    checklist.page.clock.set_system_time(now)
    checklist.open_with(acme())
    expect(checklist.card).to_have_attribute("data-moment", "room" if more else "before", timeout=READY)
    late = ["They didn’t show up"] if more else []
    assert sorted(asked(checklist)) == sorted([*more, "It’s a no", "I withdrew", *late])


def test_word_with_a_new_date_moves_the_follow_up_and_word_without_one_takes_the_date_away(acme_there):
    page, promise = acme_there.page, acme_there.page.locator("[data-caption]")
    acme_there.tell("They need longer, or gave a new date", You_ll_hear_by="2026-12-04")
    expect(promise).to_have_text("They said by Friday 4 Dec", timeout=READY)
    expect(acme_there.dates()).to_contain_text("They got in touch, Friday 20 Nov, you’ll hear by Friday 4 Dec")
    expect(acme_there.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-12-07")
    page.clock.set_system_time("2026-12-01T12:00:00Z")
    acme_there.open()
    acme_there.tell("They need longer, or gave a new date")
    expect(promise).to_have_text("Your dates", timeout=READY)
    expect(acme_there.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-12-09")


def test_an_offer_has_its_date_to_answer_by(acme_there):
    acme_there.tell("They made an offer", Answer_by="2026-11-27")
    expect(acme_there.step("decide").locator("[data-when]")).to_contain_text("27 Nov", timeout=READY)
    expect(acme_there.dates()).to_contain_text("An offer, Friday 20 Nov, answer by Friday 27 Nov")
    assert acme_there.stored()["applications"][0]["outcomes"] == [
        {"type": "offer", "on": "2026-11-20", "decide_by": "2026-11-27"}
    ]


def test_an_invitation_brings_the_next_interview(acme_there):
    acme_there.tell("They want to see me again", The_next_interview="2026-12-04T10:00")
    expect(acme_there.dates()).to_contain_text("Interview 2: Friday 4 Dec, 10:00", timeout=READY)
    first, second = acme_there.stored()["applications"][0]["rounds"]
    assert (second["starts"], second["time_zone"]) == ("2026-12-04T10:00", first["time_zone"])
    acme_there.has_status(f"{second['id']}/review-notes", "open")


def test_what_was_noted_can_be_taken_back_later(acme_there):
    acme_there.tell("It’s a no")
    acme_there.has_status("ask-why", "upcoming")
    acme_there.page.reload()
    acme_there.has_status("ask-why", "upcoming")
    acme_there.fact("Remove: it was a no").click()
    acme_there.has_status("ask-why", "not-needed")
    assert acme_there.stored()["applications"][0]["outcomes"] == []


@pytest.mark.parametrize(
    ("what", "fields", "fault"),
    [
        ("It’s a no", {"On_which_day": ""}, "Give the day"),
        ("It’s a no", {"On_which_day": "2026-11-22"}, "still to come"),
        ("It’s a no", {"On_which_day": "1999-12-31"}, "in the years 2000 to 2100"),
        ("They made an offer", {"Answer_by": "2026-11-19"}, "before the day above"),
        ("They want to see me again", {"The_next_interview": "2026-11-19T10:00"}, "before the day above"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(acme_there, what, fields, fault):
    before = acme_there.stored()
    dialog = acme_there.tell(what, **fields)
    expect(dialog.get_by_text(fault)).to_be_visible()
    assert acme_there.stored() == before


def test_the_date_of_what_happened_can_be_put_right_where_the_dates_are(acme_there):
    acme_there.tell("They made an offer", Answer_by="2026-11-27")
    acme_there.fact("Edit: an offer").click()
    dialog = acme_there.page.get_by_role("dialog", name="They made an offer")
    expect(dialog.get_by_role("radio")).to_have_count(0)
    dialog.get_by_label("Answer by").fill("2026-12-04")
    dialog.get_by_role("button", name="Save").click()
    expect(acme_there.step("decide")).to_have_attribute("data-due", "2026-12-04", timeout=READY)
    (outcome,) = acme_there.stored()["applications"][0]["outcomes"]
    assert outcome == {"type": "offer", "on": "2026-11-20", "decide_by": "2026-12-04"}
    acme_there.said.get_by_role("button", name="Undo").click()
    expect(acme_there.step("decide")).to_have_attribute("data-due", "2026-11-27", timeout=READY)


def test_nothing_is_chosen_before_the_person_has(acme_there):
    before = acme_there.stored()
    acme_there.page.get_by_role("button", name="What happened?").click()
    dialog = acme_there.page.get_by_role("dialog", name="What happened?")
    expect(dialog.get_by_text("Acme, Analyst")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Choose what happened.")).to_be_visible()
    assert acme_there.stored() == before


def test_a_no_has_a_kind_word_once(acme_there):
    acme_there.tell("It’s a no")
    expect(acme_there.card).to_contain_text("That’s hard, and it isn’t a verdict on you.", timeout=READY)
    expect(acme_there.said).to_contain_text(re.compile(r"Noted: it was a no\.(?! That)"))


def test_outcomes_of_an_odd_shape_are_set_aside_not_drawn(checklist):
    odd = cases.record({**cases.application(cases.interview()), "outcomes": ["x"]})
    checklist.open_with(odd)
    expect(checklist.notices).to_contain_text("cannot be read")
