"""What's said of a centre's rules before they're taken."""

import pytest

from checklist_py.core.rules.policy import EXTRA_ANCHORS, OFFSETS
from checklist_py.core.rules.steps import STEPS
from checklist_py.core.words.presets import (
    ANCHOR_WORDS,
    ON_PAPER,
    UNIT_WORDS,
    offer_words,
    paste_texts,
    sheet_words,
)
from checklist_py.core.words.wording import WORDS

STEP = {"id": "x-tell", "title": "Tell us how it went", "url": "https://careers.example.edu/tell", "scope": "round", "anchor": "end", "offset": {"working_days": 2}}  # fmt: skip
POLICY = {"thank_you_hours": 48, "extra_steps": [STEP], "left_out": ["settle", "from-later"]}
PRESET = {"format": "after-the-interview-preset", "version": 1, "centre": "Northfield Careers", "link": "https://careers.example.edu/", "issued": "2026-11-27", "policy": POLICY}  # fmt: skip
TAKEN = {"centre": "Northfield Careers", "centre_link": "https://careers.example.edu/", "centre_issued": "2026-11-27", "policy": POLICY}  # fmt: skip
EARLIER = {**TAKEN, "centre_issued": "2026-09-01", "policy": {"max_follow_ups": 1, "left_out": ["reflect"]}}
OTHER = {"extra_steps": [{**STEP, "title": "Come and see us"}, {**STEP, "id": "x-old", "title": "Write to us"}]}
OWN = {"policy": {"thank_you_hours": 12}}

LEADS = [
    # how it stands, the settings, what's said
    ("first", {}, "Your checklist would follow them from now on."),
    ("first", OWN, "They’d take the place of the timing you’ve set yourself."),
    ("same", TAKEN, "You’re using these rules already."),
    ("newer", EARLIER, "They’d take the place of the ones you’re using, issued on 1 September 2026."),
    ("older", {**TAKEN, "centre_issued": "2027-01-31"}, "Careful: these are older than the ones you’re using, issued on 31 January 2027."),
    ("revised", TAKEN, "They’d take the place of the ones you’re using, which were issued on the same day."),
    ("another", {"centre": "Eastfield"}, "They’d take the place of the rules from Eastfield."),
]  # fmt: skip


def test_an_offer_says_whose_it_is_and_what_it_changes_against_the_sites_own():
    told = offer_words(PRESET, {}, "first").as_json()
    assert (told["title"], told["issued"]) == ("Use the rules from Northfield Careers?", "Issued on 27 November 2026.")
    assert told["numbers"] == [{"label": "Thank-you email", "theirs": "48 hours", "ours": "24 hours"}]
    assert told["added"] == [
        {"title": STEP["title"], "when": "within 2 working days of the interview's end", "url": STEP["url"]}
    ]
    # A step that only a newer version knows is left out of nothing here.
    assert told["left_out"] == (WORDS["settle"].title,)
    assert (told["url"], told["news"], told["is_same"]) == ("https://careers.example.edu/", (), False)


@pytest.mark.parametrize(("standing", "settings", "words"), LEADS)
def test_it_says_what_it_would_take_the_place_of(standing, settings, words):
    assert offer_words(PRESET, settings, standing).lead == words


def test_whoever_has_rules_already_is_told_what_is_new():
    assert offer_words(PRESET, EARLIER, "newer").news[:3] == (
        "Thank-you email: 48 hours instead of 24 hours",
        "Follow-ups before letting go: 2 follow-ups instead of 1 follow-up",
        "A new step: “Tell us how it went”",
    )
    news = offer_words(PRESET, {**TAKEN, "policy": OTHER}, "newer").news
    assert "A changed step: “Tell us how it went”" in news
    assert "No longer there: “Write to us”" in news
    assert [line.partition(":")[0] for line in offer_words(PRESET, EARLIER, "newer").news[3:]] == [
        "Left out from now on",
        "Back in the list",
    ]


def test_the_same_rules_are_the_same_unless_they_bring_another_region():
    assert offer_words(PRESET, TAKEN, "same").is_same
    assert not offer_words({**PRESET, "region": "GB-ENG"}, TAKEN, "same").is_same


@pytest.mark.parametrize(
    ("offset", "when"),
    [({"hours": 0}, "at the offer"), ({"days": 0}, "on the day of the offer"), ({"days": 1}, "within 1 day of the offer")],
)  # fmt: skip
def test_a_centres_own_step_says_when_it_is_due(offset, when):
    extra = {**STEP, "scope": "application", "anchor": "offer", "offset": offset}
    preset = {**PRESET, "policy": {"extra_steps": [extra]}}
    assert offer_words(preset, {}, "first").added[0].when == when


def test_a_handout_says_the_numbers_in_force_and_leaves_out_what_the_centre_does():
    sheet = sheet_words({**PRESET, "policy": {**POLICY, "max_follow_ups": 1}})
    assert sheet["numbers"][0] == {"label": "Thank-you email", "amount": "48 hours"}
    titles = [title for stage in sheet["stages"] for title in stage["steps"]]
    assert WORDS["settle"].title not in titles
    assert [WORDS[step].title in titles for step in ("follow-up-1", "follow-up-2")] == [True, False]
    assert sheet["added"][0]["title"] == STEP["title"]


def test_a_stage_of_which_all_is_left_out_is_not_on_the_handout():
    out = [step.id for step in STEPS if step.stage == "room"]
    assert len(sheet_words({**PRESET, "policy": {"left_out": out}})["stages"]) == len(ON_PAPER) - 1


def test_what_is_pasted_opens_in_a_new_tab_and_breaks_no_markup():
    canvas, *_, email, alt = paste_texts('Careers & "Co"', "https://example.org/checklist/#preset=1.abc")
    assert 'target="_blank" rel="noopener"' in canvas.text
    assert "Careers &amp; &quot;Co&quot; has a checklist" in canvas.text
    assert "https://example.org/checklist/#preset=1.abc" in email.text
    assert 'Careers & "Co"' in alt.text


def test_whatever_a_step_may_count_from_has_words():
    assert set(ANCHOR_WORDS) == set(EXTRA_ANCHORS)
    assert set(UNIT_WORDS) == set(OFFSETS)
