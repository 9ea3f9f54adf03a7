"""Undo in one tab, after another has gone on: what the other did stays."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases

SAME = pytest.mark.once("how tabs tell each other is seen in each engine by others")
ACME = cases.record(cases.application(cases.interview(), id="acme", employer="Acme"))


def elsewhere(checklist, edit):
    """Let another tab of the same browser change what is stored."""
    record = checklist.stored()
    edit(record)
    other = checklist.page.context.new_page()
    other.goto("/about/")
    other.evaluate("text => localStorage.setItem('after-the-interview', text)", json.dumps(record))
    other.close()


def undo(checklist):
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.is_saved()


@SAME
def test_undo_of_an_added_interview_that_another_tab_removed_removes_nothing_else(checklist):
    checklist.open_with(ACME)
    # Once the plan is there nothing moves under the button.
    checklist.has_status("r1/settle", "open")
    checklist.add(Employer="Beta", Date_and_time="2026-11-19T10:00")
    expect(checklist.page.locator("#tabs [data-open]")).to_have_count(2)
    elsewhere(checklist, lambda record: record["applications"].pop())
    expect(checklist.page.locator("#tabs")).to_be_hidden()
    undo(checklist)
    assert [each["id"] for each in checklist.stored()["applications"]] == ["acme"]


@SAME
def test_undo_of_an_edit_brings_no_tick_back_that_another_tab_took_away(checklist):
    ticked = cases.application(
        cases.interview(), id="acme", employer="Acme", steps={"r1/settle": cases.done("2026-11-20T16:01:00Z")}
    )
    checklist.open_with(cases.record(ticked))
    checklist.fact("Edit Acme").click()
    checklist.page.get_by_label("Employer").fill("Acme Ltd")
    checklist.page.get_by_role("button", name="Save").click()
    elsewhere(checklist, lambda record: record["applications"][0]["steps"].clear())
    expect(checklist.box("r1/settle")).not_to_be_checked()
    undo(checklist)
    (application,) = checklist.stored()["applications"]
    assert (application["employer"], application["steps"]) == ("Acme", {})


def test_a_sound_record_from_another_tab_ends_reading_only(checklist):
    checklist.open_with({**ACME, "version": 3})
    expect(checklist.notices).to_contain_text("newer version")
    elsewhere(checklist, lambda record: record.update(version=2))
    expect(checklist.notices).not_to_contain_text("newer version")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["steps"]["r1/settle"]["state"] == "done"


@SAME
def test_a_list_that_is_put_back_after_a_newer_one_counts_also_where_something_was_saved_before(checklist):
    checklist.open_with(ACME)
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    elsewhere(checklist, lambda record: record.update(version=3))
    expect(checklist.notices).to_contain_text("newer version")
    assert checklist.stored()["version"] == 3

    def put_back(record):
        record["version"] = 2
        record["applications"][0]["employer"] = "Beta"

    elsewhere(checklist, put_back)
    expect(checklist.card).to_contain_text("Beta")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    assert checklist.employers() == ["Beta"]
    assert sorted(checklist.stored()["applications"][0]["steps"]) == ["r1/reflect", "r1/settle"]
