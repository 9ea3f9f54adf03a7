"""Working days: a region is offered once, chosen by name or not at all, and what it moves is said."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY

CHRISTMAS = cases.interview("2026-12-17T15:00")
"""Its first follow-up opens on 25 December where that is a working day, and after it is due over the holidays."""


@pytest.fixture
def dated(checklist):
    checklist.open_with(cases.record(cases.application(CHRISTMAS, employer="Acme")))
    checklist.has_status("r1/follow-up-1", "upcoming")
    return checklist


def offer(checklist):
    return checklist.page.get_by_role("region", name="Working days")


def test_it_is_offered_from_the_time_zone_and_moves_nothing_unasked(dated):
    expect(offer(dated)).to_contain_text("Your time zone suggests: United Kingdom.", timeout=READY)
    expect(dated.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-12-25")
    assert "region" not in dated.stored()["settings"]


def test_what_it_moves_is_said_and_can_be_undone(dated):
    offer(dated).get_by_role("button", name="Yes, United Kingdom").click()
    changed = dated.page.locator("#changed")
    expect(changed).to_contain_text("1 date moved.", timeout=READY)
    changed.get_by_text("Show the dates").click()
    expect(changed).to_contain_text("Follow up: Thursday 31 Dec, was Tuesday 29 Dec")
    expect(dated.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-12-29")
    expect(
        dated.page.get_by_text("Working days: as in United Kingdom. Its public holidays are left out.")
    ).to_be_visible()
    expect(offer(dated)).to_be_hidden()
    dated.said.get_by_role("button", name="Undo").click()
    expect(dated.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-12-25", timeout=READY)
    assert dated.stored()["settings"] == {}
    expect(changed).to_be_empty()


def test_no_is_an_answer_and_it_is_not_asked_again(dated):
    offer(dated).get_by_role("button", name="No, weekends only").click()
    expect(offer(dated)).to_be_hidden()
    expect(dated.page.locator("#changed")).to_contain_text("No date moved.", timeout=READY)
    assert dated.stored()["settings"] == {"region": None}
    dated.page.reload()
    dated.has_status("r1/follow-up-1", "upcoming")
    expect(dated.page.get_by_text("Working days: Monday to Friday")).to_be_visible()
    expect(offer(dated)).to_be_hidden()


REGIONS = {
    "scotl": ("Scotland, United Kingdom", "GB-SCT"),
    "bavaria": ("Bayern, Germany", "DE-BY"),
    "uk": ("United Kingdom", "GB"),
    "usa": ("United States", "US"),
    "great britain": ("United Kingdom", "GB"),
    "turkey": ("Türkiye", "TR"),
    "bayern": ("Bayern, Germany", "DE-BY"),
    "sao paulo braz": ("São Paulo, Brazil", "BR-SP"),
    "ontario": ("Ontario, Canada", "CA-ON"),
    "us-ca": ("California, United States", "US-CA"),
}


def test_a_region_is_found_by_name(dated):
    opener = dated.page.get_by_role("button", name="Choose your region")
    dialog = dated.page.get_by_role("dialog", name="Working days where you are")
    for typed, (name, code) in REGIONS.items():
        opener.click()
        dialog.get_by_label("Country or region").fill(typed)
        expect(dialog.get_by_role("status")).to_contain_text("found")
        expect(dialog.locator("[data-regions] button").first).to_have_text(name)
        dialog.get_by_role("button", name=name, exact=True).click()
        expect(dated.page.get_by_text(f"Working days: as in {name}. Its")).to_be_visible()
        assert dated.stored()["settings"]["region"] == code
        opener = dated.page.get_by_role("button", name="Change your region")
    opener.click()
    dialog.get_by_role("button", name="No region, weekends only").click()
    expect(dated.page.get_by_text("Working days: Monday to Friday")).to_be_visible()


def test_what_is_not_there_says_so(dated):
    dated.page.get_by_role("button", name="Choose your region").click()
    dialog = dated.page.get_by_role("dialog", name="Working days where you are")
    dialog.get_by_label("Country or region").fill("Atlantis")
    expect(dialog.get_by_text("None found. Try the country’s name.")).to_be_visible()
    dialog.get_by_label("Country or region").fill("a")
    expect(dialog.get_by_role("status")).to_contain_text("Type more to narrow it down")
    expect(dialog.locator("[data-regions] button")).to_have_count(30)


def test_a_question_that_is_open_moves_nobody_who_comes_back(dated):
    page = dated.page
    expect(offer(dated)).to_be_visible()
    page.evaluate("scrollTo(0, 2200)")
    for _ in range(3):
        page.reload()
        dated.has_status("r1/follow-up-1", "upcoming")
        expect(offer(dated)).to_be_visible()
        assert page.evaluate("scrollY") == 2200


def test_whoever_has_no_date_is_asked_nothing(checklist):
    checklist.open()
    checklist.is_ready()
    expect(offer(checklist)).to_be_hidden()
    expect(checklist.page.locator("#working-days")).to_be_hidden()
