"""Bank holidays: the device's country's from the first date on, another's by name, or none; what a choice moves is said.

Long because the line about bank holidays has many states, and each test leads to one of them.
"""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.access import fits
from tests.browser.checklist import READY, acme
from tests.browser.engines import NO_NETWORK

pytestmark = [pytest.mark.once("the page’s own rules, which are the same everywhere"), pytest.mark.later]

CHRISTMAS = cases.interview("2026-12-17T15:00")
"""Its first follow-up opens on 25 December where that is a working day, and after it is due over the holidays."""
TAKEN = cases.as_text(cases.record(cases.application(CHRISTMAS, employer="Acme")))
"""A list that the first edition of this site made and nobody has answered for, as it stands in the browser."""
SKIPPED, COUNTED = "2026-12-29", "2026-12-25"
NONE = "Bank holidays aren’t skipped."
UNITED_KINGDOM = "Bank holidays: United Kingdom."


@pytest.fixture
def dated(checklist):
    """A list whose owner has said to skip no bank holidays."""
    checklist.open_with(cases.record(cases.application(CHRISTMAS, employer="Acme")))
    checklist.has_status("r1/follow-up-1", "upcoming")
    return checklist


@pytest.fixture
def first(checklist):
    """A page on which the first interview has just been added."""
    with checklist.page.expect_response("**/holidays/GB.json"):
        checklist.open()
    checklist.add(Employer="Acme", Date_and_time=CHRISTMAS["starts"])
    checklist.has_status("r1/follow-up-1", "upcoming")
    return checklist


def line(checklist):
    """Return the line about bank holidays, which is behind "More"."""
    change(checklist)
    return checklist.page.get_by_role("region", name="Bank holidays", exact=True)


def says(checklist, words):
    expect(line(checklist).locator("[data-region-words]")).to_have_text(words, timeout=READY)


def question(checklist):
    change(checklist)
    return checklist.page.get_by_role("combobox", name="Which part?")


def change(checklist):
    return checklist.more("Change bank holidays")


def answer(checklist, part):
    question(checklist).select_option(part)
    line(checklist).get_by_role("button", name="Use this").click()


def opens(checklist, day, key="r1/follow-up-1"):
    expect(checklist.step(key)).to_have_attribute("data-opens", day, timeout=READY)


def region(checklist):
    return checklist.stored()["settings"].get("region", "not said")


def test_the_first_interview_takes_the_devices_country_and_undo_gives_it_back(first):
    says(first, UNITED_KINGDOM)
    expect(question(first)).to_be_visible()
    opens(first, SKIPPED)
    assert region(first) == "GB"
    # Nothing has moved: the dates are new.
    expect(first.page.locator("#changed")).to_be_empty()
    first.said.get_by_role("button", name="Undo").click()
    expect(line(first)).to_be_hidden()
    first.is_saved()
    assert first.stored()["applications"] == []
    assert region(first) == "not said"


def test_a_date_that_comes_with_an_outcome_takes_it_too(checklist):
    undated = cases.record(cases.application(cases.interview(None), employer="Acme"))
    checklist.open_with(cases.as_text(undated))
    checklist.is_ready()
    expect(line(checklist)).to_be_hidden()
    checklist.tell("They want to see me again", The_next_interview="2026-12-17T15:00")
    says(checklist, UNITED_KINGDOM)
    assert region(checklist) == "GB"


def test_a_part_of_the_country_moves_its_dates_and_says_so(checklist):
    """St Andrew’s Day, 30 November, is a bank holiday in Scotland alone."""
    checklist.open_with({**acme(), "settings": {"region": "GB"}})
    opens(checklist, "2026-11-30")
    expect(question(checklist).locator("option")).to_have_text(
        ["All of it, or not sure", "England", "Northern Ireland", "Scotland", "Wales"]
    )
    answer(checklist, "Scotland")
    says(checklist, "Bank holidays: Scotland, United Kingdom.")
    expect(question(checklist)).to_be_hidden()
    changed = checklist.page.locator("#changed")
    expect(changed).to_contain_text("moved", timeout=READY)
    changed.get_by_text("Show the dates").click()
    expect(changed).to_contain_text("Follow up: Thursday 3 Dec, was Wednesday 2 Dec")
    opens(checklist, "2026-12-01")
    assert region(checklist) == "GB-SCT"
    checklist.said.get_by_role("button", name="Undo").click()
    opens(checklist, "2026-11-30")
    says(checklist, UNITED_KINGDOM)
    expect(question(checklist)).to_be_visible()
    expect(changed).to_be_empty()


def test_the_second_of_january_is_scotlands_alone(checklist):
    """Of 2027 it is a Saturday, and the Monday after takes its place."""
    new_year = cases.interview("2026-12-26T10:00")
    checklist.open_with({**cases.record(cases.application(new_year)), "settings": {"region": "GB"}})
    opens(checklist, "2027-01-04")
    answer(checklist, "Scotland")
    opens(checklist, "2027-01-05")


def test_it_is_asked_once(first):
    expect(question(first)).to_be_visible(timeout=READY)
    answer(first, "All of it, or not sure")
    expect(question(first)).to_be_hidden()
    says(first, UNITED_KINGDOM)
    expect(change(first)).to_be_focused()
    # The interview's own Undo is still there.
    expect(first.said).to_contain_text("Interview added.")
    assert region(first) == "GB"
    first.page.reload()
    first.has_status("r1/follow-up-1", "upcoming")
    says(first, UNITED_KINGDOM)
    expect(question(first)).to_be_hidden()
    # With everything else it goes, and comes back.
    first.more("Start again").click()
    first.page.get_by_role("button", name="Erase everything").click()
    first.is_saved()
    assert first.page.evaluate("() => localStorage.length") == 0
    first.notices.get_by_role("button", name="Bring it back").click()
    says(first, UNITED_KINGDOM)
    expect(question(first)).to_be_hidden()


def test_whoever_begins_anew_is_asked_anew(first):
    answer(first, "All of it, or not sure")
    first.more("Start again").click()
    first.page.get_by_role("button", name="Erase everything").click()
    first.add(Employer="Beta", Date_and_time=CHRISTMAS["starts"])
    says(first, UNITED_KINGDOM)
    expect(question(first)).to_be_visible()


def test_whoever_chooses_a_whole_country_is_not_asked_for_a_part_of_it(dated):
    change(dated).click()
    dialog = dated.page.get_by_role("dialog", name="Choose your bank holidays")
    dialog.get_by_label("Country or region").fill("germany")
    dialog.get_by_role("button", name="Germany", exact=True).click()
    says(dated, "Bank holidays: Germany.")
    expect(question(dated)).to_be_hidden()


def test_what_a_choice_moves_is_said_and_can_be_undone(dated):
    says(dated, NONE)
    opens(dated, COUNTED)
    change(dated).click()
    dialog = dated.page.get_by_role("dialog", name="Choose your bank holidays")
    dialog.get_by_label("Country or region").fill("uk")
    dialog.get_by_role("button", name="United Kingdom", exact=True).click()
    changed = dated.page.locator("#changed")
    expect(changed).to_contain_text("moved", timeout=READY)
    changed.get_by_text("Show the dates").click()
    expect(changed).to_contain_text("Follow up: Thursday 31 Dec, was Tuesday 29 Dec")
    opens(dated, SKIPPED)
    says(dated, UNITED_KINGDOM)
    dated.said.get_by_role("button", name="Undo").click()
    opens(dated, COUNTED)
    says(dated, NONE)
    assert region(dated) is None
    expect(changed).to_be_empty()


def test_none_is_an_answer_and_is_left_alone(first):
    change(first).click()
    first.page.get_by_role("button", name="Don’t skip any").click()
    says(first, NONE)
    opens(first, COUNTED)
    first.page.reload()
    first.has_status("r1/follow-up-1", "upcoming")
    says(first, NONE)
    first.add(Employer="Beta", Date_and_time="2026-12-17T10:00")
    expect(first.tab("Beta")).to_be_visible()
    assert region(first) is None
    expect(question(first)).to_be_hidden()
    change(first).click()
    first.page.get_by_role("button", name="Don’t skip any").click()
    expect(first.page.locator("#changed")).to_contain_text("No date moved.", timeout=READY)


@pytest.mark.browser_context_args(timezone_id="Asia/Tokyo")
def test_a_country_that_is_the_same_throughout_asks_nothing(checklist):
    """3 May is a holiday, and so are the days after it."""
    checklist.open()
    checklist.is_ready()
    checklist.add(Employer="Acme", Date_and_time="2027-04-25T10:00")
    says(checklist, "Bank holidays: Japan.")
    opens(checklist, "2027-05-06")
    expect(question(checklist)).to_be_hidden()
    assert region(checklist) == "JP"


@pytest.mark.browser_context_args(timezone_id="UTC")
def test_a_zone_of_no_country_takes_nothing(checklist):
    checklist.open()
    checklist.is_ready()
    checklist.add(Employer="Acme", Date_and_time=CHRISTMAS["starts"])
    says(checklist, NONE)
    opens(checklist, COUNTED)
    assert region(checklist) == "not said"
    checklist.page.reload()
    checklist.has_status("r1/follow-up-1", "upcoming")
    says(checklist, NONE)
    change(checklist).click()
    expect(checklist.page.get_by_role("dialog", name="Choose your bank holidays")).to_be_visible()


def test_a_list_without_an_answer_takes_it_once_and_says_what_moves(checklist):
    checklist.open_with(TAKEN)
    says(checklist, UNITED_KINGDOM)
    opens(checklist, SKIPPED)
    changed = checklist.page.locator("#changed")
    expect(changed).to_contain_text("moved", timeout=READY)
    changed.get_by_role("button", name="Close").click()
    assert region(checklist) == "GB"
    checklist.page.reload()
    opens(checklist, SKIPPED)
    says(checklist, UNITED_KINGDOM)
    expect(changed).to_be_empty()


@pytest.mark.provokes(NO_NETWORK)
def test_without_the_network_it_is_taken_once_that_is_back(checklist):
    page = checklist.page
    page.route("**/holidays/**", lambda route: route.abort())
    checklist.open()
    checklist.is_ready()
    checklist.add(Employer="Acme", Date_and_time=CHRISTMAS["starts"])
    opens(checklist, COUNTED)
    says(checklist, NONE)
    assert region(checklist) == "not said"
    change(checklist).click()
    dialog = page.get_by_role("dialog", name="Choose your bank holidays")
    expect(dialog).to_contain_text("The list of places couldn’t be loaded.")
    dialog.get_by_role("button", name="Cancel").click()
    page.unroute("**/holidays/**")
    page.evaluate("() => dispatchEvent(new Event('online'))")
    says(checklist, UNITED_KINGDOM)
    opens(checklist, SKIPPED)
    expect(page.locator("#changed")).to_contain_text("moved")
    assert region(checklist) == "GB"
    checklist.said.get_by_role("button", name="Undo").click()
    expect(line(checklist)).to_be_hidden()
    checklist.is_saved()
    assert region(checklist) == "not said"


def test_before_python_is_up_it_is_taken_all_the_same(checklist):
    with checklist.without_python():
        checklist.open()
        checklist.add(Employer="Acme", Date_and_time=CHRISTMAS["starts"])
        says(checklist, UNITED_KINGDOM)
        assert region(checklist) == "GB"


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


@pytest.mark.later
def test_a_region_is_found_by_name(dated):
    dialog = dated.page.get_by_role("dialog", name="Choose your bank holidays")
    for typed, (name, code) in REGIONS.items():
        change(dated).click()
        dialog.get_by_label("Country or region").fill(typed)
        expect(dialog.get_by_role("status")).to_contain_text("found")
        expect(dialog.locator("[data-regions] button").first).to_have_text(name)
        dialog.get_by_role("button", name=name, exact=True).click()
        says(dated, f"Bank holidays: {name}.")
        assert region(dated) == code
    change(dated).click()
    dialog.get_by_role("button", name="Don’t skip any").click()
    says(dated, NONE)


def test_what_is_not_there_says_so(dated):
    change(dated).click()
    dialog = dated.page.get_by_role("dialog", name="Choose your bank holidays")
    dialog.get_by_label("Country or region").fill("Atlantis")
    expect(dialog.get_by_text("Nothing found. Try the country’s name.")).to_be_visible()
    dialog.get_by_label("Country or region").fill("a")
    expect(dialog.get_by_role("status")).to_contain_text("Type more to narrow it down")
    expect(dialog.locator("[data-regions] button")).to_have_count(30)


def test_whoever_comes_back_is_where_they_were_and_finds_the_line_at_once(first):
    page = first.page
    expect(question(first)).to_be_visible(timeout=READY)
    first.page.locator("[data-more]").click()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight - innerHeight - 60)")
    place = page.evaluate("scrollY")
    for _ in range(3):
        page.reload()
        first.has_status("r1/follow-up-1", "upcoming")
        assert page.evaluate("scrollY") == place
        # What is remembered of the names says it, before their list is here.
        expect(first.page.locator("#working-days [data-parts]:not([hidden])")).to_be_attached()
        assert page.evaluate("scrollY") == place


def test_it_is_answered_by_keyboard_on_the_smallest_phone(checklist):
    page = checklist.page
    page.set_viewport_size({"width": 320, "height": 640})
    checklist.open_with({**acme(), "settings": {"region": "GB"}})
    expect(question(checklist)).to_be_visible(timeout=READY)
    assert fits(page)
    expect(change(checklist)).to_have_accessible_description(UNITED_KINGDOM)
    change(checklist).focus()
    page.keyboard.press("Tab")
    expect(question(checklist)).to_be_focused()
    # Going through the list answers nothing yet.
    page.keyboard.press("s")
    expect(question(checklist)).to_have_value("GB-SCT")
    assert region(checklist) == "GB"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(checklist, "Bank holidays: Scotland, United Kingdom.")
    assert region(checklist) == "GB-SCT"


def test_whoever_has_no_date_is_told_nothing(checklist):
    checklist.open()
    checklist.is_ready()
    expect(line(checklist)).to_be_hidden()
