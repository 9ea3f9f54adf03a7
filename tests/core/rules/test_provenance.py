"""Whose figure stands behind each step's dates, and which sources give it."""

import pytest

from tests.cases import done, interview, outcome
from tests.helpers import one, step_of

PROVENANCE = [
    # step, whose figure it is while nobody sets one, the sources that give it
    ("r1/collect-contacts", "stated", ["001", "003"]),
    ("r1/share-contacts", "stated", ["003"]),
    ("r1/ask-next-steps", "stated", ["001", "002"]),
    ("r1/ask-follow-up-permission", "stated", ["002"]),
    ("r1/ask-meanwhile", "stated", ["001"]),
    ("r1/thank-everyone", "stated", ["001"]),
    ("r1/settle", "ours", []),
    ("r1/record-facts", "ours", []),
    ("r1/score-answers", "ours", []),
    ("r1/reflect", "ours", []),
    ("r1/clear-up", "ours", []),
    ("r1/diarise-follow-up", "ours", []),
    ("decide-interest", "ours", []),
    ("r1/rearrange", "ours", []),
    ("r1/debrief-recruiter", "ours", []),
    ("r1/find-missing-names", "ours", []),
    ("r1/thank-you-email", "stated", ["001", "002"]),
    ("r1/thank-you-letter", "ours", []),
    ("line-up-references", "ours", []),
    ("keep-searching", "none", []),
    ("r1/follow-up-1", "stated", ["001"]),
    ("r1/follow-up-2", "ours", []),
    ("r1/follow-up-3", "policy", []),  # there is none unless a centre asks for three
    ("r1/let-go", "ours", []),
    ("r1/research-deeper", "ours", []),
    ("r1/settle-commitment", "ours", []),
    ("r1/review-resume", "ours", []),
    ("r1/review-notes", "ours", []),
    ("r1/get-recruiter-feedback", "ours", []),
    ("r1/show-interest", "stated", ["000"]),
    ("r1/ask-remaining-steps", "stated", ["000"]),
    ("thank-for-offer", "ours", []),
    ("settle-terms", "ours", []),
    ("ask-for-time", "none", []),
    ("negotiate", "ours", []),
    ("alert-current-referees", "ours", []),
    ("decide", "ours", []),
    ("tell-others", "ours", []),
    ("celebrate", "none", []),
    ("ask-why", "ours", []),
    ("ask-referral", "ours", []),
    ("learn", "ours", []),
    ("start-again", "none", []),
]


@pytest.mark.parametrize(("key", "provenance", "figures"), PROVENANCE, ids=[row[0] for row in PROVENANCE])
def test_provenance(key, provenance, figures):
    step = step_of(one(policy={"max_follow_ups": 3} if key == "r1/follow-up-3" else {}), key)
    assert (step["provenance"], step["figure_sources"]) == (provenance, figures)


PROMISED = {"rounds": [interview(reply_by="2026-11-27")]}
HEARD = {"outcomes": [outcome("update", "2026-11-25")]}
TOLD_BY = {"outcomes": [outcome("update", "2026-11-25", reply_by="2026-12-04")]}
ASKED = {"r1/follow-up-1": done("2026-12-01T10:00:00Z")}
ASKED_AND_HEARD = {"steps": ASKED, "outcomes": [outcome("update", "2026-12-03")]}
ASKED_AND_TOLD_BY = {"steps": ASKED, "outcomes": [outcome("update", "2026-12-03", reply_by="2026-12-10")]}
OFFER = {"outcomes": [outcome("offer", "2026-11-24")]}
OFFER_BY = {"outcomes": [outcome("offer", "2026-11-24", decide_by="2026-12-01")]}
LONG, SHORT, GRACE, SPACED = (
    {"follow_up_days": 9}, {"follow_up_days": 5}, {"grace_working_days": 2}, {"follow_up_spacing_working_days": 5},
)  # fmt: skip

CHANGED = [
    # step, what else is recorded, policy, provenance
    ("r1/thank-you-email", {}, {"thank_you_hours": 24}, "stated"),  # the default, set
    ("r1/thank-you-email", {}, {"thank_you_hours": 12}, "policy"),
    ("r1/find-missing-names", {}, {"thank_you_hours": 12}, "ours"),
    ("r1/collect-contacts", {}, {"thank_you_hours": 12}, "stated"),
    # Of a follow-up the number behind its opening counts: from the interview, their word or the date they gave.
    ("r1/follow-up-1", {}, SHORT, "policy"),
    ("r1/follow-up-1", {}, GRACE, "stated"),
    ("r1/follow-up-1", {}, SPACED, "stated"),
    ("r1/follow-up-1", {}, {"max_follow_ups": 3}, "stated"),
    ("r1/follow-up-1", HEARD, {}, "ours"),
    ("r1/follow-up-1", HEARD, LONG, "policy"),
    ("r1/follow-up-1", PROMISED, {}, "given"),
    ("r1/follow-up-1", PROMISED, SHORT, "given"),
    ("r1/follow-up-1", PROMISED, GRACE, "policy"),
    ("r1/follow-up-1", TOLD_BY, {}, "given"),
    ("r1/follow-up-1", {"rounds": [interview(reply_by="2026-11-19")]}, {}, "stated"),
    ("r1/follow-up-1", {**ASKED_AND_TOLD_BY}, {}, "stated"),  # it was sent before they gave a date
    ("r1/follow-up-2", {}, SPACED, "policy"),
    ("r1/follow-up-2", {}, SHORT, "ours"),
    ("r1/follow-up-2", {}, {"max_follow_ups": 3}, "ours"),
    ("r1/follow-up-2", ASKED_AND_HEARD, {}, "ours"),
    ("r1/follow-up-2", ASKED_AND_HEARD, LONG, "policy"),
    ("r1/follow-up-2", ASKED_AND_HEARD, SPACED, "ours"),
    ("r1/follow-up-2", ASKED_AND_TOLD_BY, SPACED, "given"),
    ("r1/follow-up-2", ASKED_AND_TOLD_BY, GRACE, "policy"),
    ("r1/let-go", {}, SPACED, "policy"),
    ("r1/let-go", {}, {"max_follow_ups": 0}, "policy"),
    ("r1/let-go", {}, GRACE, "ours"),
    ("decide", OFFER, {"decide_working_days": 5}, "policy"),
    ("settle-terms", OFFER, {"decide_working_days": 5}, "policy"),
    ("negotiate", OFFER, {"decide_working_days": 5}, "policy"),
    ("alert-current-referees", OFFER, {"decide_working_days": 5}, "policy"),
    ("thank-for-offer", OFFER, {"decide_working_days": 5}, "ours"),
    ("decide", OFFER_BY, {}, "given"),
    ("decide", OFFER_BY, {"decide_working_days": 5}, "given"),
    ("negotiate", OFFER_BY, {"decide_working_days": 5}, "ours"),
]


@pytest.mark.parametrize(("key", "fields", "policy", "provenance"), CHANGED)
def test_a_figure_is_the_centres_or_the_employers_where_they_set_it(key, fields, policy, provenance):
    fields = dict(fields)
    step = step_of(one(*fields.pop("rounds", ()), policy=policy, **fields), key)
    assert step["provenance"] == provenance
    assert bool(step["figure_sources"]) == (provenance == "stated")
