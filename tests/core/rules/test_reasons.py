"""The reason says the rule that gave the date, with the figures in force; of what isn't needed it says why."""

import pytest

from checklist_py.core.rules.steps import STEPS
from tests.cases import done, interview, outcome
from tests.helpers import first_of, one, step_of

FIRST, SECOND = interview("2026-11-10T15:00"), interview("2026-11-30T15:00", id="r2")


def update(on, **fields):
    return outcome("update", on, **fields)


ASKED = {"r1/follow-up-1": done("2026-12-01T10:00:00Z")}
PREPARING = {"rounds": [FIRST, SECOND]}
FOLLOW = "r1/follow-up-1"

REASONS = [
    ("r1/collect-contacts", {}, {}, "before you leave the room"),
    ("r1/settle", {}, {}, "the same day, before anything else"),
    ("r1/record-facts", {}, {}, "the same day, while it's fresh"),
    ("r1/record-facts", {"rounds": [interview("2026-11-20T22:00")]}, {}, "by the end of the next day, while it's fresh"),
    ("decide-interest", {}, {}, "the same day, before an offer can sway you"),
    ("r1/thank-you-email", {}, {}, "within 24 hours of the interview's end"),
    ("r1/thank-you-email", {}, {"thank_you_hours": 1}, "within 1 hour of the interview's end"),
    ("r1/thank-you-letter", {"thank_you": "both"}, {}, "posted within 1 working day of the interview's end, so that it arrives before they decide"),
    ("r1/rearrange", {"outcomes": [outcome("no-show", "2026-11-20")]}, {}, "within 1 working day of the day you noted it"),
    ("line-up-references", {}, {}, "within 2 working days of the first interview"),
    ("keep-searching", {}, {}, "any time, while you wait"),
    # Following up, from what it counts from.
    (FOLLOW, {}, {}, "once more than 7 days have passed since the day of the interview"),
    (FOLLOW, {}, {"follow_up_days": 5}, "once more than 5 days have passed since the day of the interview"),
    (FOLLOW, {"outcomes": [update("2026-11-25")]}, {}, "once more than 7 days have passed since they last got in touch"),
    (FOLLOW, {"rounds": [interview(reply_by="2026-11-27")]}, {}, "1 working day after the date they said you'd hear by"),
    (FOLLOW, {"rounds": [interview(reply_by="2026-11-27")]}, {"grace_working_days": 0}, "from the date they said you'd hear by"),
    (FOLLOW, {"rounds": [interview(reply_by="2026-11-20")]}, {"grace_working_days": 0}, "from the first working day after the date they said you'd hear by"),
    (FOLLOW, {"rounds": [interview(reply_by="2026-11-28")]}, {"grace_working_days": 0}, "from the first working day after the date they said you'd hear by"),
    ("r1/follow-up-2", {"steps": ASKED}, {}, "10 working days after your last follow-up"),
    ("r1/follow-up-2", {"steps": {"r1/follow-up-1": done("2026-12-01T10:00:00Z", "skipped")}}, {}, "10 working days after the follow-up you skipped"),
    ("r1/follow-up-2", {}, {}, "10 working days after the follow-up before it"),
    ("r1/follow-up-2", {"steps": ASKED, "outcomes": [update("2026-12-03", reply_by="2026-12-10")]}, {}, "1 working day after the date they said you'd hear by"),
    ("r1/let-go", {}, {}, "10 working days after the day your next follow-up is due"),
    ("r1/let-go", {"steps": {**ASKED, "r1/follow-up-2": done("2026-12-15T10:00:00Z")}}, {}, "10 working days after your last follow-up"),
    ("r1/let-go", {}, {"max_follow_ups": 0, "follow_up_spacing_working_days": 5}, "5 working days after the day when people usually follow up"),
    # Before a later interview.
    ("r2/research-deeper", PREPARING, {}, "2 working days before the interview"),
    ("r2/review-notes", PREPARING, {}, "1 working day before the interview"),
    ("r2/research-deeper", {**PREPARING, "outcomes": [outcome("invitation", "2026-11-30")]}, {}, "straight away, as the interview is so close"),
    # An offer, and a refusal.
    ("decide", {"outcomes": [outcome("offer", "2026-12-01")]}, {}, "within 2 working days of the offer"),
    ("decide", {"outcomes": [outcome("offer", "2026-12-01")]}, {"decide_working_days": 1}, "within 1 working day of the offer"),
    ("decide", {"outcomes": [outcome("offer", "2026-12-01", decide_by="2026-12-04")]}, {}, "the date they want your answer by"),
    ("decide", {"outcomes": [outcome("offer", "2026-12-01", decide_by="2026-11-01")]}, {}, "on the day of the offer, as the date they named has passed"),
    ("negotiate", {"outcomes": [outcome("offer", "2026-12-01")]}, {}, "the working day before you decide"),
    ("ask-for-time", {"outcomes": [outcome("offer", "2026-12-01")]}, {}, "only if you need longer to think"),
    ("celebrate", {"outcomes": [outcome("acceptance", "2026-12-01")]}, {}, "whenever you like"),
    ("learn", {"outcomes": [outcome("refusal", "2026-12-01")]}, {}, "from the working day after their answer, once it has sunk in"),
    ("start-again", {"outcomes": [outcome("refusal", "2026-12-01")]}, {}, "when you're ready"),
    # Not needed, and why.
    ("r1/thank-you-email", {"outcomes": [outcome("offer", "2026-12-01")]}, {}, "you have an offer now"),
    ("r1/thank-you-email", {"outcomes": [outcome("acceptance", "2026-12-01")]}, {}, "you've accepted an offer"),
    ("r1/thank-you-email", {"outcomes": [outcome("decline", "2026-12-01")]}, {}, "you turned the offer down"),
    ("r1/thank-you-email", {"outcomes": [outcome("refusal", "2026-12-01")]}, {}, "it was a no"),
    ("r1/thank-you-email", {"outcomes": [outcome("withdrawal", "2026-12-01")]}, {}, "you withdrew"),
    ("r1/thank-you-email", {"steps": {"r1/let-go": done("2026-12-16T10:00:00Z")}}, {}, "you've let this one go"),
    ("r1/thank-you-email", {"outcomes": [outcome("no-show", "2026-11-20")]}, {}, "you noted that they didn't turn up"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "fields", "policy", "reason"), REASONS)
def test_the_reason_fits_the_date(key, fields, policy, reason):
    fields = dict(fields)
    document = one(*fields.pop("rounds", ()), policy=policy, **fields)
    assert step_of(document, key, "2026-11-01T09:00:00Z")["reason"] == reason


def test_nothing_is_said_of_what_was_not_entered():
    """Someone who entered an interview and nothing else chose no letter, met no recruiter and got no answer."""
    not_needed = {step.step: step.reason for step in first_of(one()).steps if step.status == "not-needed"}
    assert not_needed["thank-you-letter"] == "only if you'd like to send a letter or card"
    for step, reason in not_needed.items():
        assert reason.startswith(("only if ", "for when ", "for a ")), step


def test_a_step_without_a_due_claims_no_figure():
    without = [step for step in STEPS if step.due.kind == "none"]
    assert [step.id for step in without] == ["keep-searching", "ask-for-time", "celebrate", "start-again"]
    for step in without:
        assert not any(letter.isdigit() for letter in step.reason)
        assert step.figure == ()
