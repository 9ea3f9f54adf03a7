"""A careers centre's rules: taken once they've been seen, named wherever they tell, dropped and replaced; and one's own timing."""

import json
import re

import pytest
from playwright.sync_api import expect

from checklist_py.build.halves.build import SECOND
from checklist_py.core.record.preset import pack_preset
from tests import cases, presets
from tests.browser.answers import ANSWERS
from tests.browser.checklist import READY, acme
from tests.browser.durable import LOCAL
from tests.browser.engines import NO_NETWORK, downloaded, fill

NORTH = {
    "centre": "Northgate Careers",
    "link": "https://careers.example/interviews",
    "policy": {
        "thank_you_hours": 48,
        "max_follow_ups": 1,
        "extra_steps": [presets.step(title="Tell us how it went", url="https://careers.example/tell")],
        "left_out": ["settle"],
    },
}
PRESET = presets.preset(**NORTH)
NEWER = {**PRESET, "issued": "2026-12-01", "policy": {**NORTH["policy"], "thank_you_hours": 36, "left_out": []}}
THANKS = "r1/thank-you-email"

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


def sheet(checklist, preset=PRESET):
    """Open a link in the page that's open, and return the sheet."""
    checklist.page.evaluate("(packed) => { location.hash = `preset=${packed}` }", pack_preset(preset))
    return checklist.page.locator("#preset")


def take(checklist, preset=PRESET):
    sheet(checklist, preset).get_by_role("button", name="Use these rules").click()
    expect(checklist.said).to_contain_text(f"follows the rules from {preset['centre']}")


def settings(checklist):
    return checklist.stored()["settings"]


def is_due(checklist, key, due):
    expect(checklist.step(key)).to_have_attribute("data-due", due, timeout=READY)


def test_a_link_shows_whose_rules_they_are_and_changes_nothing_until_they_are_taken(safe):
    before = safe.page.evaluate(LOCAL)
    dialog = sheet(safe)
    expect(dialog.get_by_role("heading", name="Use the rules from Northgate Careers?")).to_be_visible(timeout=READY)
    expect(dialog).to_contain_text("Issued on 27 November 2026.")
    expect(dialog).to_contain_text(re.compile("Thank-you email.*48 hours.*instead of 24 hours"))
    expect(dialog).to_contain_text("Tell us how it went, within 2 working days of the interview’s end")
    # Each link says where it leads.
    expect(dialog.get_by_role("link", name="careers.example", exact=True)).to_have_count(2)
    expect(dialog).to_contain_text("open the link in your usual browser")
    assert "#" not in safe.page.url
    dialog.get_by_role("button", name="Not now").click()
    assert safe.page.evaluate(LOCAL) == before


def test_a_question_nobody_has_answered_outlives_a_reload_and_an_answered_one_does_not(safe):
    dialog = sheet(safe)
    expect(dialog).to_be_visible()
    # An address that names something else leads there, and the question waits.
    safe.page.goto("/")
    safe.page.goto("/checklist/#do-ask-why")
    expect(safe.step("ask-why")).to_be_in_viewport(timeout=READY)
    expect(dialog).to_be_hidden()
    safe.open()
    expect(dialog.get_by_role("heading", name="Use the rules from Northgate Careers?")).to_be_visible(timeout=READY)
    safe.page.reload()
    expect(dialog).to_be_visible(timeout=READY)
    dialog.get_by_role("button", name="Not now").click()
    safe.page.reload()
    is_due(safe, THANKS, "2026-11-21T16:00:00Z")
    expect(dialog).to_be_hidden()


@SAME
def test_what_was_taken_is_named_where_it_tells_and_undone_in_one_press(safe):
    before = settings(safe)
    is_due(safe, THANKS, "2026-11-21T16:00:00Z")
    take(safe)
    is_due(safe, THANKS, "2026-11-22T16:00:00Z")
    expect(safe.page.locator("[data-stage=centre] [data-stage-title]")).to_have_text("From Northgate Careers")
    expect(safe.why(THANKS)).to_contain_text("Northgate Careers set this.")
    expect(safe.step("r1/settle")).to_have_attribute("data-status", "not-needed")
    link = safe.opened("r1/x-1").get_by_role("link", name="Read more at careers.example")
    expect(link).to_have_attribute("href", "https://careers.example/tell")
    told = downloaded(safe.page, lambda: safe.more("Add to calendar").click()).read_text(encoding="utf-8")
    assert "Northgate Careers set this." in told.replace("\r\n ", "")
    safe.page.emulate_media(media="print")
    expect(safe.page.locator(".ruled")).to_contain_text("follows the rules from Northgate Careers")
    safe.page.emulate_media(media="screen")
    safe.more("Undo the last change").click()
    is_due(safe, THANKS, "2026-11-21T16:00:00Z")
    assert settings(safe) == before


@SAME
def test_a_newer_link_says_what_is_new_and_an_older_one_that_it_is_older(safe):
    take(safe)
    dialog = sheet(safe, NEWER)
    expect(dialog).to_contain_text(
        "They’d take the place of the ones you’re using, issued on 27 November 2026.", timeout=READY
    )
    expect(dialog).to_contain_text("Thank-you email: 36 hours instead of 48 hours")
    expect(dialog).to_contain_text("Back in the list")
    dialog.get_by_role("button", name="Use these rules").click()
    is_due(safe, THANKS, "2026-11-22T04:00:00Z")
    expect(sheet(safe)).to_contain_text("Careful: these are older", timeout=READY)
    safe.page.get_by_role("button", name="Not now").click()
    same = sheet(safe, NEWER)
    expect(same).to_contain_text("You’re using these rules already.", timeout=READY)
    expect(same.get_by_role("button", name="Use these rules")).to_have_count(0)


@SAME
def test_a_step_that_a_newer_link_words_anew_is_worded_anew(safe):
    take(safe)
    title = safe.step("r1/x-1").locator(".row__title")
    expect(title).to_have_text("Tell us how it went", timeout=READY)
    again = {**NEWER, "policy": {"extra_steps": [presets.step(title="Come and see us")]}}
    take(safe, again)
    expect(title).to_have_text("Come and see us", timeout=READY)


@SAME
def test_dropping_takes_the_four_settings_away_and_can_be_undone(safe):
    take(safe)
    taken = settings(safe)
    safe.more("Drop these rules").click()
    expect(safe.said).to_contain_text("Dropped: the rules from Northgate Careers.")
    is_due(safe, THANKS, "2026-11-21T16:00:00Z")
    assert not settings(safe).keys() & {"centre", "centre_link", "centre_issued", "policy"}
    safe.said.get_by_role("button", name="Undo").click()
    is_due(safe, THANKS, "2026-11-22T16:00:00Z")
    assert settings(safe) == taken


@SAME
def test_rules_taken_with_an_empty_list_wait_for_the_first_interview(checklist):
    checklist.page.goto(f"/checklist/#preset={pack_preset(PRESET)}")
    checklist.page.get_by_role("button", name="Use these rules").click(timeout=READY)
    checklist.is_saved()
    checklist.page.reload()
    checklist.is_tickable()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    is_due(checklist, THANKS, "2026-11-22T16:00:00Z")
    assert settings(checklist)["centre"] == "Northgate Careers"


@SAME
def test_the_guide_says_both_figures_and_one_again_once_they_are_dropped(safe):
    take(safe)
    is_due(safe, THANKS, "2026-11-22T16:00:00Z")
    safe.page.goto("/guide/thank-you/")
    figure = safe.page.locator("[data-figure=thank_you_hours]").first
    expect(figure).to_have_text("24 hours (your centre says 48)")
    picture, said = safe.page.locator(".picture__title"), "with the guide’s own figures"
    for path in ("/guide/thank-you/", "/guide/while-you-wait/", "/timing/"):
        safe.page.goto(path)
        expect(picture).to_contain_text(said)
    expect(figure).to_have_text("24 hours (your centre says 48)")
    expect(safe.page.locator("[data-figure=follow_up_days]")).to_have_text("A week")
    safe.open()
    safe.more("Drop these rules").click()
    is_due(safe, THANKS, "2026-11-21T16:00:00Z")
    safe.page.goto("/guide/thank-you/")
    expect(figure).to_have_text("24 hours")
    expect(picture).not_to_contain_text(said)


@SAME
def test_my_timing_is_ones_own_and_back_to_the_sites_in_one_press(safe):
    safe.more("My timing").click()
    dialog = safe.page.get_by_role("dialog", name="My timing")
    hours = dialog.get_by_label("Thank-you email")
    fill(hours, "100")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("A whole number from 1 to 72.")
    fill(hours, "12")
    dialog.get_by_role("button", name="Save").click()
    is_due(safe, THANKS, "2026-11-21T04:00:00Z")
    expect(safe.why(THANKS)).to_contain_text("You set this timing yourself.")
    assert settings(safe)["policy"] == {"thank_you_hours": 12}
    # Whether to chase doesn't hang on it, so that picture is as it was.
    for path, is_told in (("/guide/thank-you/", True), ("/guide/following-up/", False)):
        safe.page.goto(path)
        expect(safe.page.locator(".picture__title", has_text="figures")).to_have_count(int(is_told))
    safe.open()
    safe.more("My timing").click()
    dialog.get_by_role("button", name="Back to the site’s own").click()
    is_due(safe, THANKS, "2026-11-21T16:00:00Z")
    assert "policy" not in settings(safe)


@SAME
def test_a_centres_own_copy_brings_its_rules_with_the_first_interview_and_they_can_be_dropped(checklist, base_url):
    meta = f'<meta name="checklist-preset" content="{pack_preset(PRESET)}">'

    def own_copy(route):
        page = route.fetch()
        route.fulfill(
            response=page,
            body=page.text().replace('<meta name="checklist-start"', f'{meta}<meta name="checklist-start"'),
        )

    checklist.page.route(f"{base_url}/checklist/", own_copy)
    checklist.open()
    checklist.is_ready()
    assert checklist.page.evaluate(LOCAL) is None
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    is_due(checklist, THANKS, "2026-11-22T16:00:00Z")
    expect(checklist.notices).to_contain_text("This copy of the site belongs to Northgate Careers")
    checklist.notices.get_by_role("button", name="Drop them").click()
    is_due(checklist, THANKS, "2026-11-21T16:00:00Z")
    # They aren't brought again.
    checklist.page.reload()
    is_due(checklist, THANKS, "2026-11-21T16:00:00Z")
    assert "centre" not in settings(checklist)


@pytest.mark.parametrize(
    "begun",
    [
        acme(),
        acme(archived=True),
        cases.record(cases.application(cases.interview(None), outcomes=[cases.outcome("offer", "2026-11-19")])),
    ],
    ids=["dated", "put away", "an offer"],
)
@SAME
def test_a_list_that_has_begun_before_is_left_alone_by_a_centres_copy(checklist, base_url, begun):
    meta = f'<meta name="checklist-preset" content="{pack_preset(PRESET)}"><meta name="checklist-start"'
    checklist.page.route(
        f"{base_url}/checklist/",
        lambda route: route.fulfill(
            body=(page := route.fetch()).text().replace('<meta name="checklist-start"', meta), response=page
        ),
    )
    checklist.open_with(begun)
    checklist.add(Employer="Bolt", Date_and_time="2026-11-20T15:00")
    checklist.is_about("Bolt")
    # Neither have they come nor are they still to come.
    assert "centre" not in settings(checklist)
    assert "after-the-interview:first" not in checklist.page.evaluate("() => Object.keys(localStorage)")


# Hands each link to the page, and returns what the sheet says of it.
HANDED = f"(links) => ({ANSWERS})('#preset', (link) => {{ location.hash = `preset=${{link}}` }}, links)"
# A browser lets a page change its address a hundred times in ten seconds, and cleaning it counts as one: every other
# case of the fields' kinds, in parts.
LINKED = [case for index, case in enumerate(presets.refused()) if " = " not in case.name or index % 2 == 0]
PARTS = 5


def is_refused(case, lines):
    """At its place, with a reason; what becomes too large or is no UTF-8, as a link or as a whole."""
    paths = {line.split(": ")[0] for line in lines if ": " in line}
    assert case.path in paths or paths <= {"link", "record", "preset"}, (case.name, lines)
    assert paths, case.name


# The page asks for regions that a link names, and there are none of those names.
@pytest.mark.provokes("404")
@pytest.mark.later
@pytest.mark.parametrize("part", range(PARTS))
@SAME
def test_a_link_that_nobody_means_well_with_is_refused_with_the_reason(safe, part):
    take(safe)
    safe.is_saved()
    before = safe.page.evaluate(LOCAL)
    cases_here = LINKED[part::PARTS]
    for case, lines in zip(cases_here, safe.page.evaluate(HANDED, [case.link for case in cases_here]), strict=True):
        is_refused(case, lines)
    assert "#" not in safe.page.url
    assert safe.page.evaluate(LOCAL) == before
    assert safe.page.evaluate("() => [{}.polluted, typeof hacked]") == [None, "undefined"]


@SAME
def test_what_is_no_packed_preset_is_refused_as_a_link(safe):
    before = safe.page.evaluate(LOCAL)
    said = safe.page.evaluate(HANDED, list(presets.LINKS.values()))
    assert [lines[0].split(":")[0] for lines in said] == ["link"] * len(presets.LINKS)
    assert safe.page.evaluate(LOCAL) == before


@pytest.mark.own_python
@pytest.mark.provokes(NO_NETWORK)
def test_the_pages_own_rules_take_a_preset(checklist):
    """The others ask the Python of this machine; this one the page's own, which has all it needs in its first half."""
    checklist.page.route(f"**/{SECOND}", lambda route: route.abort())
    checklist.open_with(json.dumps(cases.record(region=None)))
    take(checklist)
    assert settings(checklist)["policy"] == NORTH["policy"]
