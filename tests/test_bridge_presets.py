"""A centre's rules at the browser's door: offered to a person, and made from a form."""

import json

from checklist_py.core.record.preset import pack_preset
from checklist_py.core.record.shape import MAX_BYTES
from tests import cases, presets
from tests.test_bridge import ask, told


def test_a_centres_rules_are_offered_with_the_settings_that_they_bring():
    packed = pack_preset(presets.whole())
    text = ask(op="unpack-preset", packed=packed)["preset"]
    asked = {"op": "preset", "preset": text, "record": cases.as_text(cases.record(name="Sam"))}
    regions = {"regions": told(cases.record(region=presets.whole()["region"]))["regions"]}
    reply = ask(**asked, **regions)
    assert set(reply["settings"]) == {"centre", "centre_link", "centre_issued", "policy", "region"}
    assert reply["offer"]["title"] == f"Use the rules from {presets.whole()['centre']}?"
    assert reply["figures"]
    # The student's own region stays where the rules bring none.
    assert "region" not in ask(**{**asked, "preset": json.dumps(presets.preset())})["settings"]
    assert ask(**asked)["faults"][0]["path"] == "region"


def test_rules_that_a_full_list_cannot_hold_are_refused():
    note = "x" * 20_000
    steps = {f"x-{number}": cases.done("2026-11-20T16:00:00Z", note=note) for number in range(52)}
    full = cases.record(cases.application(steps=steps))
    policy = {"extra_steps": [presets.step(number, title="x" * 200) for number in range(10)]}
    # Without the spaces that a list which is nearly full is written without.
    room = MAX_BYTES - len(json.dumps(full, separators=(",", ":"))) - 500
    full["settings"] = {"name": "x" * min(room, 20_000)}
    reply = ask(op="preset", preset=json.dumps(presets.preset(policy=policy)), record=cases.as_text(full))
    assert reply["faults"][0]["path"] == "record"


FORM = {"centre": "Northfield Careers", "link": "", "region": "", "policy": {"thank_you_hours": "48"}, "left_out": [], "extra_steps": []}  # fmt: skip
SITE = "https://example.org/interviews/"


def test_a_form_makes_a_link_and_all_that_goes_with_it():
    reply = ask(op="advise", form=FORM, issued="2026-11-27", site=SITE)
    assert reply["link"].startswith(f"{SITE}checklist/#preset=1.")
    assert [text["where"] for text in reply["texts"]] == [
        "Canvas",
        "Moodle",
        "Brightspace",
        "Email",
        "Alt text for the code",
    ]
    assert all(reply["link"] in text["text"] for text in reply["texts"][:4])
    assert reply["uncoded"] is None
    assert reply["sheet"]["numbers"][0] == {"label": "Thank-you email", "amount": "48 hours"}
    # The same link from the file that it makes.
    assert ask(op="advise", preset=reply["preset"], site=SITE) == reply


def test_what_is_wrong_with_a_form_is_said_by_field():
    form = {**FORM, "centre": "", "policy": {"thank_you_hours": "73"}, "left_out": ["no-such-step"]}
    reply = ask(op="advise", form=form, issued="2026-11-27", site=SITE)
    paths = {fault["path"] for fault in reply["faults"]}
    assert paths == {"centre", "policy.thank_you_hours", "policy.left_out[0]"}


def test_a_code_for_paper_comes_as_a_file_too():
    reply = ask(op="code", text=SITE, paper=True)
    assert reply["code"]["d"] in reply["svg"]
    assert ask(op="code", text=SITE).keys() == {"ok", "code"}
    assert ask(op="code", text="x" * 998, paper=True) == {"ok": True, "code": None, "svg": None}
