"""The form says what is missing or cannot be, beside the field, and keeps what was typed."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import PRESSED
from tests.browser.engines import fill

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


@SAME
def test_a_reply_date_before_the_interview_is_asked_about(checklist):
    checklist.open()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00", They_said_I_would_hear_by="2026-11-19")
    field = checklist.page.get_by_label("They said I would hear by")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(checklist.page.locator("#f-reply_by-error")).to_contain_text("before the interview")
    field.fill("2026-11-20")
    checklist.page.get_by_role("button", name="Save").click()
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["rounds"][0]["reply_by"] == "2026-11-20"


@SAME
def test_a_form_with_nothing_in_it_says_what_it_needs(checklist):
    checklist.open()
    checklist.add()
    expect(checklist.page.get_by_label("Date and time")).to_be_focused()
    expect(checklist.page.locator("#f-starts-error")).to_have_text("Give the date and time, or at least the employer.")
    checklist.page.get_by_label("Employer").fill("Acme")
    checklist.page.get_by_role("button", name="Save").click()
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["employer"] == "Acme"


@SAME
def test_a_second_interview_can_belong_to_an_application_without_a_name(checklist):
    checklist.open_with(cases.record(cases.application(cases.interview())))
    checklist.form()
    checklist.page.get_by_label("Belongs to").select_option(label="Unnamed interview")
    checklist.page.get_by_label("Date and time").fill("2026-11-27T10:00")
    checklist.page.get_by_role("button", name="Save").click()
    checklist.is_saved()
    (application,) = checklist.stored()["applications"]
    assert [each["starts"] for each in application["rounds"]] == ["2026-11-20T15:00", "2026-11-27T10:00"]


@pytest.mark.lacks("firefox", "BiDi has no say in the colour scheme")
@pytest.mark.parametrize(("preference", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_first_page_has_the_theme_of_the_device_before_the_theme_switch_is_there(page, preference, scheme):
    page.emulate_media(color_scheme=preference)
    page.route("**/assets/app/site.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_save_pressed_twice_saves_once(checklist):
    checklist.open()
    page = checklist.page
    checklist.form()
    page.get_by_label("Employer").fill("Acme")
    page.get_by_label("Date and time").fill("2026-11-20T15:00")
    page.get_by_role("button", name="Save").evaluate("save => { save.click(); save.click(); }")
    checklist.is_saved()
    assert [each["employer"] for each in checklist.stored()["applications"]] == ["Acme"]


def test_an_invitation_that_is_saved_twice_is_one(safe):
    safe.page.get_by_role("button", name="What happened?").click()
    dialog = safe.page.get_by_role("dialog", name="What happened?")
    dialog.get_by_role("radio", name="They want to see me again").check()
    dialog.get_by_role("button", name="Save").evaluate("save => { save.click(); save.click(); }")
    safe.is_saved()
    (application,) = safe.stored()["applications"]
    assert [len(application["rounds"]), len(application["outcomes"])] == [2, 1]


@pytest.mark.parametrize("below", ["[data-add-interview], [data-more]", "#said button"])
@pytest.mark.parametrize("size", [(390, 844), pytest.param((1280, 800), marks=SAME)], ids=["phone", "desk"])
def test_a_second_press_on_save_is_not_meant_for_what_lies_below(checklist, size, below):
    page = checklist.page
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    checklist.open()
    checklist.is_ready()
    checklist.form()
    page.get_by_label("Employer").fill("Acme")
    page.get_by_label("Date and time").fill("2026-11-20T15:00")
    save = page.get_by_role("button", name="Save")
    assert not save.evaluate(PRESSED, ["close", below])
    checklist.is_saved()
    expect(page.locator("dialog[open]")).to_have_count(0)
    checklist.next_is("Let it settle")
    assert checklist.employers() == ["Acme"]
    # And after that moment it is pressed as ever.
    checklist.form()
    expect(page.get_by_role("dialog", name="Add an interview")).to_be_visible()


@SAME
def test_what_nobody_touched_in_the_form_is_left_as_another_tab_has_it(safe, beside):
    other = beside()
    for each in (safe, other):
        each.fact("Edit Acme").click()
    safe.page.get_by_label("Role").fill("Librarian")
    safe.page.get_by_role("button", name="Save").click()
    safe.is_saved()
    fill(other.page.get_by_label("Length in minutes"), "90")
    other.page.get_by_role("button", name="Save").click()
    expect(safe.card).to_contain_text("Librarian, Acme")
    other.is_saved()
    (application,) = other.stored()["applications"]
    assert (application["role"], application["rounds"][0]["minutes"]) == ("Librarian", 90)


@SAME
def test_an_interview_that_another_tab_removed_is_not_called_changed(checklist, beside):
    rounds = [cases.interview(), cases.interview("2026-11-27T10:00", id="r2")]
    checklist.open_with(cases.record(cases.application(*rounds, id="acme", employer="Acme")))
    checklist.has_status("r1/settle", "open")
    other = beside()
    checklist.fact("Edit Acme").last.click()
    other.fact("Remove Acme").last.click()
    other.is_saved()
    checklist.page.get_by_label("Length in minutes").press("ArrowUp")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.said).to_contain_text("it was removed in another window")
    assert [each["id"] for each in checklist.stored()["applications"][0]["rounds"]] == ["r1"]


@SAME
def test_an_interview_without_a_zone_gets_the_one_that_the_form_shows(checklist):
    undated = {"id": "r1", "starts": None}
    checklist.open_with({**cases.record(cases.application(undated, id="acme", employer="Acme")), "settings": {}})
    checklist.fact("Edit Acme").click()
    checklist.page.get_by_label("Date and time").fill("2026-11-20T15:00")
    checklist.page.get_by_role("button", name="Save").click()
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["rounds"][0]["time_zone"] == "Europe/London"


def test_what_is_typed_is_not_left_without_a_word(checklist):
    checklist.open()
    page = checklist.page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    checklist.is_tickable()
    assert asked == []
    checklist.form()
    page.get_by_label("Employer").press_sequentially("Acme")
    page.reload()
    checklist.is_tickable()
    assert asked == ["beforeunload"]
    checklist.add(Employer="Acme")
    checklist.is_saved()
    page.reload()
    assert asked == ["beforeunload"]
