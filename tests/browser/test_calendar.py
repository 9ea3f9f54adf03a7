"""Add to calendar: the page hands over the file that the command line writes, of everything or of one step."""

import pytest
from playwright.sync_api import expect

from checklist_py.core.calendar.ics import calendar
from tests.browser.checklist import READY, acme
from tests.browser.engines import NO_NETWORK, downloaded
from tests.helpers import planned

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


# Later than the evening on which the clock begins, as it goes on until it's stopped.
NOW = "2026-11-20T16:10:00Z"


def native(document, **asked):
    return calendar(planned(document, NOW), **asked)


def saved(checklist, press):
    file = downloaded(checklist.page, press, timeout=READY)
    assert file.name == "after-the-interview.ics"
    return file.read_bytes().decode()


@pytest.fixture
def dated(checklist):
    checklist.page.clock.pause_at(NOW)
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    return checklist


def test_the_whole_calendar_is_the_command_line_s_own_byte_for_byte(dated):
    text = saved(dated, lambda: dated.more("Add to calendar").click())
    assert text == native(acme())


def test_one_step_alone(dated):
    opened = dated.opened("r1/thank-you-email")
    text = saved(dated, lambda: opened.get_by_role("button", name="Add this to calendar").click())
    assert text == native(acme(), key="r1/thank-you-email", application="a")
    assert text.count("BEGIN:VEVENT") == 1


@SAME
def test_the_step_on_the_card_alone(dated):
    # For half a second the card takes no press that was meant for what it said before.
    dated.page.clock.run_for(600)
    text = saved(dated, lambda: dated.later("Add this to calendar"))
    assert text == native(acme(), key="r1/settle", application="a")


@SAME
def test_without_a_date_it_says_what_is_missing(checklist):
    checklist.open()
    checklist.is_ready()
    checklist.more("Add to calendar").click()
    expect(checklist.notices).to_contain_text("nothing with a date yet", timeout=READY)


@pytest.mark.provokes(NO_NETWORK)
@SAME
def test_where_it_cannot_be_made_it_says_so_and_offers_to_try_again(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    checklist.page.evaluate("localStorage.clear()")
    checklist.page.route("**/zoneinfo/**", lambda route: route.abort())
    checklist.open_with(acme())
    checklist.is_ready()
    checklist.more("Add to calendar").click()
    expect(checklist.notices).to_contain_text("calendar could not be made")
    checklist.page.unroute_all(behavior="ignoreErrors")
    text = saved(
        checklist,
        lambda: checklist.page.locator('[data-notice="calendar"]').get_by_role("button", name="Try again").click(),
    )
    assert text.startswith("BEGIN:VCALENDAR")
