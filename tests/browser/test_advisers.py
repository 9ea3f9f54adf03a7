"""The advisers' page: a form that can be filled in at once, and the link, the code and the texts that come of it."""

import json
import random
import re
from string import ascii_letters

import pytest
from playwright.sync_api import expect

from checklist_py.build.halves.build import SECOND
from checklist_py.calendars import KNOWN
from checklist_py.core.record.preset import load_preset, pack_preset, unpack_preset
from tests import presets
from tests.browser.checklist import READY, Checklist
from tests.browser.engines import NO_NETWORK, downloaded, fill, let_copy, pasted

TODAY = "2026-11-27T12:00:00Z"

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


@pytest.fixture
def form(page):
    """The page with its form, on a day that stays."""
    page.clock.install(time=TODAY)
    page.goto("/advisers/")
    return page


def name(form, centre="Northgate Careers"):
    form.get_by_label("Name of your centre").fill(centre)


def link(form):
    """Wait for a link, and return it."""
    place = form.get_by_label("The link for your students")
    expect(place).to_have_value(re.compile("#preset=1."), timeout=READY)
    return place.input_value()


def preset(form, **changed):
    """Wait until the link has what's expected in it, and return its preset."""
    place = form.get_by_label("The link for your students")
    expected = presets.preset(**changed)
    expect(place).to_have_value(re.compile(re.escape(f"#preset={pack_preset(expected)}") + "$"), timeout=READY)
    return load_preset(unpack_preset(place.input_value().partition("#preset=")[2]), KNOWN)


def add_step(form, title, number=1):
    form.get_by_role("button", name="Add a step").click()
    form.get_by_label("What to do").nth(number - 1).fill(title)


def test_a_form_makes_the_link_that_the_command_line_makes(form):
    name(form)
    fill(form.get_by_label("Thank-you email"), "48")
    add_step(form, "Tell us how it went")
    form.get_by_label("Page to read").fill("careers.example/tell")
    form.locator("summary", has_text="The same day").click()
    form.get_by_label("Let it settle").check()
    step = {"id": "x-tell-us-how-it-went", "title": "Tell us how it went", "url": "https://careers.example/tell", "scope": "round", "anchor": "end", "offset": {"working_days": 2}}  # fmt: skip
    policy = {"thank_you_hours": 48, "extra_steps": [step], "left_out": ["settle"]}
    preset(form, policy=policy)
    preview = form.locator("[data-preview]")
    expect(preview).to_contain_text("Use the rules from Northgate Careers?")
    expect(preview).to_contain_text("instead of 24 hours")
    # The code, as files.
    svg = downloaded(form, lambda: form.get_by_role("button", name="Download the code (SVG)").click())
    assert svg.read_text(encoding="utf-8").startswith("<svg")
    png = downloaded(form, lambda: form.get_by_role("button", name="Download the code (PNG)").click())
    assert png.read_bytes().startswith(b"\x89PNG")
    saved = downloaded(form, lambda: form.get_by_role("button", name="Save as a file").click())
    assert json.loads(saved.read_text(encoding="utf-8"))["policy"] == policy


@SAME
def test_a_step_keeps_its_id_once_the_link_has_gone_out(form):
    """Students' ticks hang on it, so a better title is no other step."""
    name(form)
    add_step(form, "Tell us")
    step = {"id": "x-tell-us", "title": "Tell us", "scope": "round", "anchor": "end", "offset": {"working_days": 2}}
    preset(form, policy={"extra_steps": [step]})
    downloaded(form, lambda: form.get_by_role("button", name="Save as a file").click())
    form.get_by_label("What to do").fill("Tell us how it went")
    preset(form, policy={"extra_steps": [{**step, "title": "Tell us how it went"}]})


def test_each_text_is_copied_in_one_press(form):
    """At a desk, too, where what students see stands beside the form and not before the buttons."""
    let_copy(form)
    form.set_viewport_size({"width": 1280, "height": 800})
    name(form)
    made = link(form)
    for where in ("Canvas", "Moodle", "Brightspace", "Email"):
        form.get_by_role("button", name=f"Copy the text for {where}").click()
        expect(form.locator("[data-said]")).to_have_text("Copied.")
        assert made in pasted(form)


@SAME
def test_bad_input_is_said_beside_the_field_and_the_link_goes(form):
    name(form)
    link(form)
    hours = form.get_by_label("Thank-you email")
    fill(hours, "100")
    hours.blur()
    expect(form.locator("#a-thank_you_hours-error")).to_have_text("Must be 1 to 72, not 100.", timeout=READY)
    expect(hours).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("The link for your students")).to_be_hidden()
    fill(hours, "48")
    preset(form, policy={"thank_you_hours": 48})
    add_step(form, "Visit <b>us</b>")
    form.get_by_label("What to do").blur()
    expect(form.locator("[data-own] .field__error").first).to_contain_text("plain words", timeout=READY)


def test_a_half_filled_form_outlives_a_reload_and_an_emptied_one_comes_back(form):
    name(form)
    add_step(form, "Tell us how it went")
    preset(form, policy={"extra_steps": [{"id": "x-tell-us-how-it-went", "title": "Tell us how it went", "scope": "round", "anchor": "end", "offset": {"working_days": 2}}]})  # fmt: skip
    form.get_by_label("Page where students can turn to you").press_sequentially("careers.ex")
    form.reload()
    expect(form.get_by_label("Page where students can turn to you")).to_have_value("careers.ex")
    expect(form.get_by_label("What to do")).to_have_value("Tell us how it went")
    form.get_by_role("button", name="Empty the form").click()
    expect(form.get_by_label("Name of your centre")).to_have_value("")
    form.get_by_role("button", name="Undo").click()
    expect(form.get_by_label("Name of your centre")).to_have_value("Northgate Careers")


@SAME
def test_an_earlier_link_fills_the_form_and_makes_itself_again(form, base_url):
    whole = presets.whole()
    form.get_by_label("An earlier link").fill(f"{base_url}/checklist/#preset={pack_preset(whole)}")
    form.get_by_role("button", name="Open", exact=True).click()
    expect(form.get_by_text("The form is filled from your link.")).to_be_visible(timeout=READY)
    expect(form.get_by_label("Bank holidays")).to_have_value("GB-ENG")
    assert link(form) == f"{base_url}/checklist/#preset={pack_preset(whole)}"
    # Once it's changed it's issued anew.
    fill(form.get_by_label("Thank-you email"), "36")
    preset(form, **{**whole, "policy": {**whole["policy"], "thank_you_hours": 36}})
    form.get_by_label("An earlier link").fill("https://example.org/")
    form.get_by_role("button", name="Open", exact=True).click()
    expect(form.locator("#a-earlier-error")).to_contain_text("isn’t a link from this page", timeout=READY)


@SAME
def test_a_file_fills_the_form_and_another_is_refused(form, tmp_path):
    file, other = tmp_path / "rules.json", tmp_path / "other.json"
    file.write_text(json.dumps(presets.whole()), encoding="utf-8")
    other.write_text("{}", encoding="utf-8")
    form.get_by_label("Preset file").set_input_files(file)
    expect(form.get_by_label("Name of your centre")).to_have_value("Northgate Careers", timeout=READY)
    form.get_by_label("Preset file").set_input_files(other)
    expect(form.locator("[data-opened]")).to_contain_text("Your form is as it was", timeout=READY)
    expect(form.get_by_label("Name of your centre")).to_have_value("Northgate Careers")


@SAME
def test_a_link_too_long_for_a_code_says_what_to_shorten(form):
    letters = random.Random(18)
    titles = ["".join(letters.choices(ascii_letters, k=100)) for _ in range(10)]
    steps = [presets.step(number, title=title) for number, title in enumerate(titles)]
    form.get_by_label("An earlier link").fill(pack_preset(presets.preset(policy={"extra_steps": steps})))
    form.get_by_role("button", name="Open", exact=True).click()
    expect(form.locator("[data-uncoded]")).to_contain_text("There’s no code for this link", timeout=READY)
    expect(form.locator("[data-uncoded]")).to_contain_text("shorten its step")
    expect(form.get_by_role("button", name="Download the code (SVG)")).to_be_hidden()


@SAME
def test_the_form_takes_what_is_typed_before_python_is_there(page):
    page.clock.install(time=TODAY)
    with Checklist(page).without_python():
        page.goto("/advisers/")
        name(page)
        fill(page.get_by_label("Thank-you email"), "48")
        page.reload()
        expect(page.get_by_label("Name of your centre")).to_have_value("Northgate Careers")
        expect(page.get_by_label("Thank-you email")).to_have_value("48")


@pytest.mark.own_python
@pytest.mark.provokes(NO_NETWORK)
def test_the_pages_own_rules_make_a_link_and_its_code(form):
    """The others ask the Python of this machine; this one the page's own, which has all it needs in its first half."""
    form.route(f"**/{SECOND}", lambda route: route.abort())
    name(form)
    link(form)
    expect(form.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=READY)
