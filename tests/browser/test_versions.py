"""A list that version 1 of the site has stored, or that a tab of it goes on storing: taken in whole, and kept as version 2."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import acme
from tests.test_undo import called

pytestmark = [pytest.mark.later, pytest.mark.once("the page’s own rules, which are the same everywhere")]

TICKED = cases.done("2026-11-20T16:01:00Z", note="Kind of them.")
OLD = {
    **acme(id="acme", steps={"r1/reflect": TICKED}, outcomes=[cases.outcome("invitation", "2026-11-20")]),
    "version": 1,
}
OLD["settings"] = {"region": "GB-ENG", "centre": "Careers", "policy": {"follow_up_days": 5}, "from_the_future": [1]}


def text_of(record):
    return json.dumps(record, separators=(",", ":"))


def ticking(*keys):
    """The old list with more ticks, as the old version would write it."""
    (each,) = OLD["applications"]
    steps = {**each["steps"], **{key: cases.done("2026-11-20T16:02:00Z") for key in keys}}
    return {**OLD, "applications": [{**each, "steps": steps}]}


def is_kept_as_version_2(checklist, *keys):
    """Wait until just these steps are ticked, in both stores, in a record that lacks nothing the old one had."""
    checklist.page.wait_for_function(durable.TICKS, arg=sorted({"r1/reflect", *keys}))
    checklist.is_saved()
    kept = json.loads(checklist.page.evaluate(durable.KEPT)["text"])
    assert kept == checklist.stored()
    (before,), (each,) = OLD["applications"], kept["applications"]
    assert kept["version"] == 2
    assert {name: kept["settings"][name] for name in OLD["settings"]} == OLD["settings"]
    assert {**each, "steps": before["steps"]} == before
    assert each["steps"]["r1/reflect"] == TICKED
    assert set(each["steps"]) == {"r1/reflect", *keys}


@pytest.mark.parametrize("where", ["local storage", "the second store", "both"])
def test_a_list_of_version_1_is_ticked_on_and_saved_as_version_2(checklist, where):
    page = checklist.page
    page.goto("/schema/preset-1.json")
    if where != "local storage":
        page.evaluate(durable.PUT, {"revision": 3, "text": text_of(OLD)})
    if where != "the second store":
        page.evaluate("(text) => localStorage.setItem('after-the-interview', text)", text_of(OLD))
    checklist.open()
    checklist.has_status("r1/reflect", "done")
    checklist.has_status("r1/settle", "open")
    expect(checklist.notices).to_be_empty()
    checklist.box("r1/settle").check()
    is_kept_as_version_2(checklist, "r1/settle")
    checklist.open()
    checklist.has_status("r1/settle", "done")


# What a tab of the old version does with a text: in both stores as it saves; in local storage alone where it may not.
SAVES = f"""async ([text, mark]) => {{
  const {{ revision }} = await ({durable.KEPT})() ?? {{ revision: 0 }};
  localStorage.setItem("after-the-interview:written", `${{mark}}@${{revision}}`);
  localStorage.setItem("after-the-interview", text);
  await ({durable.PUT})({{ revision: revision + 1, text }});
  const channel = new BroadcastChannel("after-the-interview");
  channel.postMessage({{ committed: revision + 1 }});
  channel.close();
}}"""
FAILS = """([text, mark, from]) => {
  const channel = new BroadcastChannel("after-the-interview");
  channel.postMessage({ wrote: mark, by: "old", text, from });
  localStorage.setItem("after-the-interview:written", `${mark}@0`);
  localStorage.setItem("after-the-interview", text);
  channel.postMessage({ failed: "old" });
  channel.close();
}"""


@pytest.fixture
def older(context):
    """What a tab of the old version does, from a page of this origin."""

    def does(script, record):
        page = context.new_page()
        page.goto("/schema/preset-1.json")
        mark = called("record/seal.ts", "m.fingerprint(args[0])", text_of(record))
        page.evaluate(script, [text_of(record), mark, text_of(OLD)])
        page.close()

    return does


def test_what_a_tab_of_the_old_version_has_saved_is_taken_in(checklist, older):
    checklist.open_with(text_of(OLD))
    checklist.has_status("r1/settle", "open")
    older(SAVES, ticking("r1/settle"))
    checklist.has_status("r1/settle", "done")
    checklist.box("r1/record-facts").check()
    is_kept_as_version_2(checklist, "r1/settle", "r1/record-facts")


def test_what_a_tab_of_the_old_version_could_no_longer_save_is_brought_along(checklist, older):
    """It had ticked before it heard that there's a newer version's list by now."""
    checklist.open_with(text_of(OLD))
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/record-facts").check()
    is_kept_as_version_2(checklist, "r1/record-facts")
    older(FAILS, ticking("r1/settle"))
    checklist.has_status("r1/settle", "done")
    is_kept_as_version_2(checklist, "r1/settle", "r1/record-facts")


def test_a_text_of_version_1_that_another_program_has_put_there_is_taken_in(checklist, context):
    checklist.open_with(text_of(OLD))
    checklist.has_status("r1/settle", "open")
    page = context.new_page()
    page.goto("/schema/preset-1.json")
    page.evaluate("(text) => localStorage.setItem('after-the-interview', text)", text_of(ticking("r1/settle")))
    checklist.has_status("r1/settle", "done")
    checklist.box("r1/record-facts").check()
    is_kept_as_version_2(checklist, "r1/settle", "r1/record-facts")


SET_ASIDE = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('after-the-interview:set-aside:')).map(([, text]) => text)"


@pytest.mark.parametrize(
    "spoilt",
    [
        # The page refuses the one, and Python the other.
        acme(id="acme", outcomes=[cases.outcome("update", "2026-11-20")]),
        cases.record(cases.application(cases.interview(minutes=0))),
    ],
    ids=["an update", "no minutes"],
)
def test_what_is_wrong_in_version_1_is_set_aside_as_it_was(checklist, spoilt):
    text = json.dumps({**spoilt, "version": 1}, indent=1)
    checklist.open_with(text)
    expect(checklist.notices).to_contain_text("set-aside", timeout=60_000)
    assert checklist.page.evaluate(SET_ASIDE) == [text]
    checklist.box("r1/settle").check()
    checklist.is_saved()
    assert checklist.stored()["version"] == 2


def test_whoever_was_thanked_still_is_when_their_name_is_respelled(checklist):
    known = {"name": "Dana", "title": "Head", "topic": "Geese,\nand ducks", "thanked": "2026-11-20T16:03:00Z"}
    checklist.open_with(cases.record(cases.application(cases.interview(people=[known]), employer="Acme")))
    checklist.has_status("r1/settle", "open")
    checklist.fact("Edit Acme").click()
    checklist.page.locator("#f-people").fill("Dana Reyes, Head")
    checklist.page.get_by_role("button", name="Save").click()
    checklist.is_saved()
    (person,) = checklist.stored()["applications"][0]["rounds"][0]["people"]
    assert person == {**known, "name": "Dana Reyes"}
