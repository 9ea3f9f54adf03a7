"""WebAssembly's second half: fetched in a quiet moment, or at once when it's called for; without a network; or not to be had."""

import pytest
from playwright.sync_api import expect

from checklist_py.build.assets import asset_urls
from checklist_py.build.halves.build import SECOND
from tests.browser.checklist import READY, Checklist, acme
from tests.browser.test_offline import used
from tests.halves.thinned import put_into, without_links
from tests.host import release

pytestmark = [pytest.mark.own_python]


@pytest.fixture(scope="module")
def thinned(tmp_path_factory):
    """The site with halves of which the second is called for when a list goes to another device."""
    scratch = tmp_path_factory.mktemp("halves")
    site = release(scratch, "site")
    put_into(site, without_links(scratch))
    return site


def move(checklist):
    checklist.more("Move to another device").click()


def test_it_is_fetched_in_a_quiet_moment_and_called_for_by_nothing_that_people_do(checklist):
    asked = []
    checklist.page.on("request", lambda request: request.url.endswith(SECOND) and asked.append(request.url))
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    assert asked == []
    with checklist.page.expect_request(f"**/{SECOND}"):
        pass
    move(checklist)
    expect(checklist.page.get_by_role("img", name="QR code")).to_be_visible()
    assert len(asked) == 1


@pytest.mark.later
def test_it_comes_at_once_when_it_is_called_for(visitor, host, thinned):
    host["folder"] = thinned
    checklist = used(visitor)
    move(checklist)
    expect(visitor.get_by_role("img", name="QR code")).to_be_visible(timeout=READY)
    # And from what's kept, where there's no network.
    host["is_down"] = True
    checklist.open()
    checklist.is_ready()
    move(checklist)
    expect(visitor.get_by_role("img", name="QR code")).to_be_visible(timeout=READY)


@pytest.mark.later
@pytest.mark.provokes("fatal error|Error|Stack")
def test_where_it_cannot_be_had_the_engine_ends_as_it_does_anyway_and_nothing_is_lost(visitor, host, thinned):
    host["folder"] = thinned
    second = thinned / asset_urls()["second"]
    away = second.rename(second.with_suffix(".away"))
    try:
        checklist = Checklist(visitor)
        checklist.open_with(acme())
        checklist.has_status("r1/settle", "open")
        checklist.box("r1/reflect").check()
        checklist.is_saved()
        before = checklist.stored()
        move(checklist)
        # A new worker has been asked the same by then, and has failed as well.
        expect(visitor.get_by_role("dialog", name="Move to another device")).to_contain_text(
            "The link cannot be made just now", timeout=READY
        )
        expect(checklist.root).to_have_attribute("data-engine", "failed")
        visitor.keyboard.press("Escape")
        expect(checklist.notices).to_contain_text("The dates cannot be worked out just now. You can go on ticking.")
        assert checklist.stored() == before
        checklist.box("r1/settle").check()
        checklist.is_saved()
    finally:
        away.rename(second)
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.is_ready()
    move(checklist)
    expect(visitor.get_by_role("img", name="QR code")).to_be_visible(timeout=READY)
    checklist.open()
    checklist.has_status("r1/settle", "done")
