"""What happened: each outcome opens its branch, is shown, can be undone and taken back, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme

OPENS = [
    ("They invited me back", "invited back", "r1/follow-up-1", "not-needed"),
    ("They made an offer", "offer", "thank-for-offer", "open"),
    ("It’s a no", "it was a no", "ask-why", "open"),
    ("I said yes", "accepted", "celebrate", "open"),
    ("I said no", "declined", "keep-searching", "not-needed"),
    ("I withdrew", "withdrawn", "keep-searching", "not-needed"),
    ("They didn’t turn up", "waiting to hear", "r1/thank-you-email", "not-needed"),
]


@pytest.fixture
def acme_there(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    return checklist


@pytest.mark.parametrize(("what", "stage", "key", "status"), OPENS)
def test_each_outcome_opens_its_branch_and_undo_closes_it(acme_there, what, stage, key, status):
    before = acme_there.stored()
    acme_there.tell(what)
    acme_there.has_status(key, status)
    expect(acme_there.card).to_be_in_viewport()
    expect(acme_there.page.locator(".app__stage").first).to_contain_text(stage)
    assert acme_there.stored()["applications"][0]["outcomes"][0]["on"] == "2026-11-20"
    acme_there.said.get_by_role("button", name="Undo").click()
    acme_there.has_status("r1/thank-you-email", "open")
    assert acme_there.stored() == before


def test_an_offer_has_its_date_to_answer_by(acme_there):
    acme_there.tell("They made an offer", Answer_by="2026-11-27")
    expect(acme_there.step("decide").locator("[data-when]")).to_contain_text("27 Nov", timeout=READY)
    expect(acme_there.page.get_by_text("An offer, Friday 20 Nov, answer by Friday 27 Nov")).to_be_visible()
    assert acme_there.stored()["applications"][0]["outcomes"] == [
        {"type": "offer", "on": "2026-11-20", "decide_by": "2026-11-27"}
    ]


def test_an_invitation_brings_the_next_interview(acme_there):
    acme_there.tell("They invited me back", The_next_interview="2026-12-04T10:00")
    expect(acme_there.page.get_by_text("Interview 2: Friday 4 Dec, 10:00")).to_be_visible(timeout=READY)
    first, second = acme_there.stored()["applications"][0]["rounds"]
    assert (second["starts"], second["time_zone"]) == ("2026-12-04T10:00", first["time_zone"])
    acme_there.has_status(f"{second['id']}/review-notes", "open")


def test_what_was_noted_can_be_taken_back_later(acme_there):
    acme_there.tell("It’s a no")
    acme_there.has_status("ask-why", "open")
    acme_there.page.reload()
    acme_there.has_status("ask-why", "open")
    acme_there.page.get_by_role("button", name="Remove: it was a no").click()
    acme_there.has_status("ask-why", "not-needed")
    assert acme_there.stored()["applications"][0]["outcomes"] == []


@pytest.mark.parametrize(
    ("what", "fields", "fault"),
    [
        ("It’s a no", {"On_which_day": ""}, "Give the day"),
        ("It’s a no", {"On_which_day": "2026-11-22"}, "still to come"),
        ("It’s a no", {"On_which_day": "1999-12-31"}, "in the years 2000 to 2100"),
        ("They made an offer", {"Answer_by": "2026-11-19"}, "before the day above"),
        ("They invited me back", {"The_next_interview": "2026-11-19T10:00"}, "before the day above"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(acme_there, what, fields, fault):
    before = acme_there.stored()
    dialog = acme_there.tell(what, **fields)
    expect(dialog.get_by_text(fault)).to_be_visible()
    assert acme_there.stored() == before


def test_nothing_is_chosen_before_the_person_has(acme_there):
    before = acme_there.stored()
    acme_there.page.get_by_role("button", name="What happened?").click()
    dialog = acme_there.page.get_by_role("dialog", name="What happened?")
    expect(dialog.get_by_text("Acme, Analyst")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Choose what happened.")).to_be_visible()
    assert acme_there.stored() == before


def test_a_no_has_a_kind_word(acme_there):
    acme_there.tell("It’s a no")
    expect(acme_there.said).to_contain_text("That hurts. Nothing has to be done today.")


def test_outcomes_of_an_odd_shape_are_set_aside_not_drawn(checklist):
    odd = cases.record({**cases.application(cases.interview()), "outcomes": ["x"]})
    checklist.open_with(odd)
    expect(checklist.notices).to_contain_text("cannot be read")
