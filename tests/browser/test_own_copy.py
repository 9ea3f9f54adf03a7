"""A copy under a centre's own name, published below another site, walked from its home page to a plan and back offline."""

import pytest
from playwright.sync_api import expect

from tests.browser.access import fits, turn_to, violations
from tests.browser.checklist import FRIDAY_EVENING, Checklist
from tests.browser.conftest import PHONE, watch
from tests.host import KEEPS, READY_WORKER, Host, comes_true, served
from tests.own_copy import BLOCK, build, clone

pytestmark = [pytest.mark.own_python, pytest.mark.later, pytest.mark.once("the build is the same for every engine")]

PATH = "/careers/interviews/"


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    root = folder / "host"
    site = root / PATH.strip("/")
    site.parent.mkdir(parents=True)
    done = build(clone(folder), site)
    assert done.returncode == 0, done.stderr
    with served(Host, folder=root, is_down=False, sent=[], given={}) as host:
        yield host


@pytest.fixture
def page(browser, host):
    context = browser.new_context(
        base_url=host["url"], viewport=PHONE, timezone_id="Europe/London", locale="en-GB", service_workers="allow"
    )
    page = context.new_page()
    faults = watch(page, host["url"])
    yield page
    context.close()
    assert faults == []


def test_it_leads_from_its_home_page_to_a_plan_and_works_offline_from_there(page, host):
    page.clock.install(time=FRIDAY_EVENING)
    page.goto(PATH)
    expect(page.get_by_role("link", name="Northfield").first).to_be_visible()
    page.get_by_role("link", name="It’s still to come").click()
    checklist = Checklist(page)
    checklist.is_tickable()
    assert page.url.startswith(f"{host['url']}{PATH}checklist/")
    page.keyboard.press("Escape")
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    checklist.has_status("r1/thank-you-email", "open")
    checklist.is_saved()
    page.evaluate(READY_WORKER)
    kept = ("kept-runtime", "zoneinfo/Europe/London")
    comes_true(page, f"(paths) => ({KEEPS})(paths)", [f"{PATH}{each}" for each in kept])
    host["is_down"] = True
    page.goto(f"{PATH}guide/thank-you/")
    expect(page.get_by_text("Send it within 48 hours.")).to_be_visible()
    checklist.is_tickable()
    expect(checklist.step("r1/thank-you-email")).to_have_attribute("data-status", "open")
    host["is_down"] = False


def test_every_page_is_there_in_its_own_colours_and_within_reach_of_everyone(page, host):
    """Each link of the menu, in both themes, on a phone: nothing missing, nothing for axe, nothing too wide."""
    page.goto(PATH)
    links = page.locator(".top__menu a, .foot a").evaluate_all(
        "(links) => [...new Set(links.map((each) => each.href))]"
    )
    assert len(links) >= 15
    for link in links:
        assert link.startswith(f"{host['url']}{PATH}")
        page.goto(link)
        expect(page.locator("h1").first).to_be_attached()
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--accent')") == "#7a1f3d"
        assert fits(page), link
    for link in (PATH, f"{PATH}checklist/", f"{PATH}guide/thank-you/", f"{PATH}advisers/"):
        page.goto(link)
        for theme in ("light", "dark"):
            turn_to(page, theme)
            assert violations(page) == [], (link, theme)


def test_its_name_is_short_where_there_is_no_room(page):
    for width, said in ((390, "Northfield"), (1280, BLOCK["name"])):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(PATH)
        expect(page.get_by_role("navigation", name="Main").get_by_role("link").first).to_have_text(
            said, use_inner_text=True
        )
