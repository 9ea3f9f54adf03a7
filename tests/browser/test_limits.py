"""What the record cannot hold is asked about or refused; the list that was there is never emptied for it."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases

pytestmark = [pytest.mark.later, pytest.mark.once("what differs is the plan, which is Python’s")]

KEEP = cases.application(cases.interview(), id="keep", employer="Precious")


def with_pasted(checklist, label, text):
    """Paste a text that no keyboard types."""
    field = checklist.page.get_by_label(label, exact=True)
    field.evaluate(
        "(input, text) => { input.value = text; input.dispatchEvent(new Event('input', { bubbles: true })) }", text
    )


@pytest.mark.parametrize(
    "odd",
    ["Acme\tLtd", "Acme\u2028Ltd", "Acme\u0085Ltd", "Acme \ud800Ltd"],
    ids=["tab", "line", "control", "half a pair"],
)
def test_what_is_pasted_into_a_name_is_cleaned_and_the_list_stays(checklist, odd):
    checklist.open_with(cases.record(KEEP))
    checklist.is_ready()
    checklist.form()
    with_pasted(checklist, "Employer", odd)
    checklist.page.get_by_label("Date and time").fill("2026-11-19T10:00")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.page.locator("#tabs button")).to_have_count(2)
    expect(checklist.page.locator("[data-step$='/settle'][data-due]")).to_be_attached()
    assert [each["employer"].split()[0] for each in checklist.stored()["applications"]] == ["Precious", "Acme"]
    expect(checklist.notices).to_have_text("")


def test_an_application_that_is_full_says_so(checklist):
    rounds = [cases.interview(id=f"r{number}") for number in range(20)]
    checklist.open_with(cases.record({**KEEP, "rounds": rounds}))
    checklist.form()
    checklist.page.get_by_label("Belongs to").select_option(label="Precious")
    checklist.page.get_by_label("Date and time").fill("2026-11-27T10:00")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.page.locator("#f-starts-error")).to_contain_text("as many interviews as it can")
    assert len(checklist.stored()["applications"][0]["rounds"]) == 20


def test_a_list_that_is_full_says_so(checklist):
    many = [{"id": f"a{number}", "employer": f"E{number}", "archived": True, "rounds": []} for number in range(500)]
    checklist.open_with(cases.record(*many))
    checklist.add(Employer="One more", Date_and_time="2026-11-27T10:00")
    expect(checklist.page.locator("#f-starts-error")).to_contain_text("as many applications as it can")
    assert len(checklist.stored()["applications"]) == 500


def test_a_tick_that_would_make_the_record_too_large_is_refused_and_all_is_kept(checklist):
    text = json.dumps(cases.record({**KEEP, "x": ""}, region=None), separators=(",", ":"))
    text = text.replace('"x":""', f'"x":"{"a" * 19_000}"')
    filler = ",".join(f'"y{number}":"{"b" * 19_000}"' for number in range(53))
    text = text[:-1] + f",{filler}}}"
    text = text[:-1] + f',"z":"{"c" * (1_048_576 - 20 - len(text) - 7)}"}}'
    assert 1_048_500 < len(text.encode()) <= 1_048_576
    checklist.open_with(text)
    checklist.box("r1/settle").click()
    expect(checklist.notices).to_contain_text("Your list is as it was")
    expect(checklist.box("r1/settle")).not_to_be_checked()
    assert checklist.stored()["applications"][0]["employer"] == "Precious"


def test_a_change_that_python_refuses_is_taken_back_and_the_list_stays(checklist):
    """However it came about: here the page is made to send what it would never write."""
    checklist.open_with(cases.record(KEEP))
    checklist.has_status("r1/settle", "open")
    checklist.page.evaluate("""() => {
      const { stringify } = JSON;
      window.mend = () => (JSON.stringify = stringify);
      JSON.stringify = (value, ...rest) => stringify(value, ...rest).replace('"state":"done"', '"state":"did"');
    }""")
    checklist.box("r1/settle").click()
    expect(checklist.notices).to_contain_text("could not be kept")
    expect(checklist.box("r1/settle")).not_to_be_checked()
    assert [each["employer"] for each in checklist.stored()["applications"]] == ["Precious"]
    kept = checklist.page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('after-the-interview:set-aside:')).map((key) => [key, localStorage.getItem(key)])"
    )
    assert len(kept) == 1
    expect(checklist.notices).to_contain_text(kept[0][0])
    assert '"state":"did"' in kept[0][1]
    # What's said of it, and the way to have it, stay whatever is ticked next.
    checklist.page.evaluate("() => void mend()")
    checklist.box("r1/record-facts").click()
    expect(checklist.box("r1/record-facts")).to_be_checked()
    checklist.is_saved()
    with checklist.page.expect_download() as download:
        checklist.notices.get_by_role("button", name="Download the change").click()
    assert download.value.suggested_filename == "after-the-interview-refused.json"
    checklist.notices.get_by_role("button", name="Close").click()
    expect(checklist.notices).to_be_empty()
