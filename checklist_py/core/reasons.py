"""Why a date is what it is: provenance, and the rule in a few words.

Provenance is ``stated`` (a source gives the figure), ``given`` (the employer's own date),
``ours`` (no source gives one) or ``policy`` (a careers centre set it).
"""

from collections.abc import Callable, Mapping

from checklist_py.core.facts import Facts, Round
from checklist_py.core.rules import ANCHORS, DUES, amount_of, decide_by, follow_up_opens, window_of
from checklist_py.core.steps import Step
from checklist_py.core.wording import count

_FOLLOW_UP_NUMBERS = {
    "follow-up-2": ("follow_up_spacing_working_days",),
    "follow-up-3": ("follow_up_spacing_working_days", "max_follow_ups"),
    "let-go": ("follow_up_spacing_working_days", "max_follow_ups"),
}


def provenance_of(step: Step, facts: Facts, place: Round | None) -> str:
    """Return who gives the figure behind a step's dates, as the record stands."""
    changed = facts.settings.policy.changed
    if step.id == "follow-up-1":
        is_given = place is not None and place.reply_by is not None
        number, otherwise = ("grace_working_days", "given") if is_given else ("follow_up_days", step.provenance)
        return "policy" if number in changed else otherwise
    if step.due.kind in ("decide", "before-decide"):
        if decide_by(facts) is not None:
            return "given" if step.due.kind == "decide" else step.provenance
        return "policy" if "decide_working_days" in changed else step.provenance
    numbers = _FOLLOW_UP_NUMBERS.get(step.id, (step.due.amount,))
    return "policy" if any(number in changed for number in numbers) else step.provenance


def _after(what: str) -> Callable[[Step, Facts, Round | None], str]:
    def reason(step: Step, facts: Facts, _place: Round | None) -> str:
        return f"within {count(amount_of(step.due, facts), 'working day')} of {what}"

    return reason


def _same_day(step: Step, facts: Facts, place: Round | None) -> str:
    place = facts.first if step.anchor == "first-end" else place
    if place is not None and place.same_day != place.end_date:
        return "by the end of the next day, as the interview ends late"
    return "the same day, before anything else" if step.id == "settle" else "the same day, while it is fresh"


def _hours(step: Step, facts: Facts, _place: Round | None) -> str:
    return f"within {count(amount_of(step.due, facts), 'hour')} of the interview's end"


def _letter(step: Step, facts: Facts, _place: Round | None) -> str:
    return f"posted within {count(amount_of(step.due, facts), 'working day')}, to arrive before they decide"


def _follow_up_1(_step: Step, facts: Facts, place: Round | None) -> str:
    policy = facts.settings.policy
    if place is not None and place.reply_by is not None:
        if policy.grace_working_days == 0:
            is_that_day = follow_up_opens(facts, place, 1) == place.reply_by
            start = "from" if is_that_day else "from the first working day after"
            return f"{start} the date they said you would hear by"
        return f"{count(policy.grace_working_days, 'working day')} after the date they said you would hear by"
    return f"when more than {count(policy.follow_up_days, 'day')} have passed since the interview"


def _next_follow_up(_step: Step, facts: Facts, _place: Round | None) -> str:
    spacing = facts.settings.policy.follow_up_spacing_working_days
    return f"{count(spacing, 'working day')} after the follow-up before it"


def _let_go(_step: Step, facts: Facts, _place: Round | None) -> str:
    policy = facts.settings.policy
    spacing = count(policy.follow_up_spacing_working_days, "working day")
    if policy.max_follow_ups == 0:
        return f"{spacing} after the day for a follow-up, had one been planned"
    return f"{spacing} after your last follow-up"


def _before_start(step: Step, facts: Facts, place: Round | None) -> str:
    if _is_moved(step, facts, place):
        return "on the day you were invited, as the interview is so near"
    return f"{count(amount_of(step.due, facts), 'working day')} before the interview"


def _is_moved(step: Step, facts: Facts, place: Round | None) -> bool:
    """Whether the rule's own due lies before the step opens, and was moved there."""
    anchor = ANCHORS[step.anchor](facts, place)
    window = window_of(step, facts, place)
    return bool(anchor and window and window.due != DUES[step.due.kind](step.due, facts, anchor))


def _decide(_step: Step, facts: Facts, _place: Round | None) -> str:
    offer, named = facts.latest("offer"), decide_by(facts)
    if offer and named and named < offer.on:
        return "on the day of the offer, as the date they named is past"
    if named is not None:
        return "the date by which they asked for your decision"
    return f"within {count(facts.settings.policy.decide_working_days, 'working day')} of the offer"


type _Say = Callable[[Step, Facts, Round | None], str]

_WHOLE: Mapping[str, _Say] = {
    "thank-you-letter": _letter,
    "follow-up-1": _follow_up_1,
    "follow-up-2": _next_follow_up,
    "follow-up-3": _next_follow_up,
    "let-go": _let_go,
    "ask-for-time": lambda _step, _facts, _place: "only if you need longer to think",
    "celebrate": lambda _step, _facts, _place: "whenever you like",
}

_BY_DUE: Mapping[str, _Say] = {
    "same-day": _same_day,
    "end": lambda _step, _facts, _place: "before you leave the room",
    "hours": _hours,
    "before-start": _before_start,
    "decide": _decide,
    "before-decide": lambda _step, _facts, _place: "the working day before you decide",
}

_BY_ANCHOR: Mapping[str, _Say] = {
    "end": _after("the interview"),
    "first-end": _after("the first interview"),
    "offer": _after("the offer"),
    "acceptance": _after("accepting"),
    "refusal": _after("the answer"),
}


def reason_of(step: Step, facts: Facts, place: Round | None) -> str:
    """Say the rule behind a step's dates in a few words, with the figures in force."""
    say = _WHOLE.get(step.id) or _BY_DUE.get(step.due.kind) or _BY_ANCHOR[step.anchor]
    return say(step, facts, place)
