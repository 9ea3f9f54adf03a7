"""The rules: a row of the catalogue and an application's facts make a window, or a reason why not.

A *window* is when a step makes sense: it opens, it is due, and for preparation it ends.
``ANCHORS`` finds what a row counts from, ``DUES`` counts, and ``CONDITIONS`` says when a
row is needed at all. Nothing here knows what time it is; ``status.py`` does that.

The figures and their sources are in ``steps.py``; the order of a person's facts is in ``facts.py``.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from checklist_py.core.civil import Instant, Moment, civil_date, lapses, midnight, parse_instant
from checklist_py.core.facts import CLOSED, Facts, Outcome, Round
from checklist_py.core.steps import FOLLOW_UPS, Due, Step
from checklist_py.core.workdays import add_working_days, roll_forward, working_day_before

_DAY = timedelta(days=1)


class Window(NamedTuple):
    """When a step makes sense. ``opens`` None: at once. ``until``: not needed from then on."""

    opens: Moment | None
    due: Moment | None
    zone: tzinfo
    until: Instant | None = None


class Anchor(NamedTuple):
    """What a window counts from: the moment it opens, and the civil date to count days from."""

    opens: Moment | None
    day: date
    zone: tzinfo
    round: Round | None = None


def step_key(step_id: str, place: Round | None) -> str:
    """Return the key of a step in the record: its id, after the round's id and a slash."""
    return step_id if place is None else f"{place.id}/{step_id}"


# --- anchors -----------------------------------------------------------------------------


def _room(_facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.start is None or place.start_date is None:
        return None
    return Anchor(place.start, place.start_date, place.zone, place)


def _end(_facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.end is None or place.end_date is None:
        return None
    return Anchor(place.end, place.end_date, place.zone, place)


def _first_end(facts: Facts, _place: Round | None) -> Anchor | None:
    return _end(facts, facts.first)


def _invitation(facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.start_date is None:
        return None
    invited = [o.on for o in facts.outcomes if o.type == "invitation" and o.on <= place.start_date]
    return Anchor(invited[-1] if invited else None, place.start_date, place.zone, place)


def _outcome(type_: str) -> Callable[[Facts, Round | None], Anchor | None]:
    def anchor(facts: Facts, _place: Round | None) -> Anchor | None:
        outcome = facts.latest(type_)
        return Anchor(outcome.on, outcome.on, facts.zone) if outcome else None

    return anchor


def _follow_up(number: int) -> Callable[[Facts, Round | None], Anchor | None]:
    def anchor(facts: Facts, place: Round | None) -> Anchor | None:
        opens = follow_up_opens(facts, place, number) if place else None
        return Anchor(opens, opens, place.zone, place) if place and opens else None

    return anchor


def _let_go(facts: Facts, place: Round | None) -> Anchor | None:
    base = _let_go_base(facts, place) if place else None
    if place is None or base is None:
        return None
    policy, region = facts.settings.policy, facts.settings.calendars.region
    opens = add_working_days(base, policy.follow_up_spacing_working_days, region)
    return Anchor(opens, opens, place.zone, place)


def _let_go_base(facts: Facts, place: Round) -> date | None:
    last = facts.settings.policy.max_follow_ups
    if last == 0:
        return follow_up_opens(facts, place, 1)
    settled = [settled_on(facts, place, number) for number in range(1, last + 1)]
    days = [day for day in settled if day]
    return max(days) if len(days) == last else None


def follow_up_opens(facts: Facts, place: Round, number: int) -> date | None:
    """Return the date on which a round's ``number``-th follow-up opens, or None when nothing dates it yet."""
    policy, region = facts.settings.policy, facts.settings.calendars.region
    if number > 1:
        before = settled_on(facts, place, number - 1)
        return add_working_days(before, policy.follow_up_spacing_working_days, region) if before else None
    if place.reply_by:
        opens = add_working_days(place.reply_by, policy.grace_working_days, region)
        return max(opens, roll_forward(place.end_date + _DAY, region)) if place.end_date else opens
    if place.end_date:
        return roll_forward(place.end_date + timedelta(days=policy.follow_up_days + 1), region)
    return None


def settled_on(facts: Facts, place: Round, number: int) -> date | None:
    """Return the date on which a follow-up was done or skipped, never before it opened, or None."""
    state = facts.state(step_key(FOLLOW_UPS[number - 1], place))
    if state is None or state["state"] == "snoozed":
        return None
    day = civil_date(parse_instant(state["at"]), place.zone)
    opens = follow_up_opens(facts, place, number)
    return max(day, opens) if opens else day


ANCHORS: Mapping[str, Callable[[Facts, Round | None], Anchor | None]] = {
    "room": _room,
    "end": _end,
    "first-end": _first_end,
    "follow-up-1": _follow_up(1),
    "follow-up-2": _follow_up(2),
    "follow-up-3": _follow_up(3),
    "let-go": _let_go,
    "invitation": _invitation,
    "offer": _outcome("offer"),
    "acceptance": _outcome("acceptance"),
    "refusal": _outcome("refusal"),
}


# --- dues --------------------------------------------------------------------------------


def amount_of(due: Due, facts: Facts) -> int:
    """Return a due's amount, from the policy where the row names a policy number."""
    if isinstance(due.amount, int):
        return due.amount
    value: int = getattr(facts.settings.policy, due.amount)
    return value


def _after_hours(due: Due, facts: Facts, anchor: Anchor) -> Moment | None:
    return anchor.opens + timedelta(hours=amount_of(due, facts)) if isinstance(anchor.opens, datetime) else None


def _after_working_days(due: Due, facts: Facts, anchor: Anchor) -> Moment:
    return add_working_days(anchor.day, amount_of(due, facts), facts.settings.calendars.region)


def _before_start(due: Due, facts: Facts, anchor: Anchor) -> Moment:
    return working_day_before(anchor.day, amount_of(due, facts), facts.settings.calendars.region)


def _decide(_due: Due, facts: Facts, anchor: Anchor) -> date:
    settings = facts.settings
    given = decide_by(facts)
    if given is not None:
        return max(given, anchor.day)
    return add_working_days(anchor.day, settings.policy.decide_working_days, settings.calendars.region)


def _before_decide(due: Due, facts: Facts, anchor: Anchor) -> date:
    decided = _decide(due, facts, anchor)
    return max(anchor.day, working_day_before(decided, 1, facts.settings.calendars.region))


DUES: Mapping[str, Callable[[Due, Facts, Anchor], Moment | None]] = {
    "end": lambda _due, _facts, anchor: anchor.round.end if anchor.round else None,
    "same-day": lambda _due, _facts, anchor: anchor.round.same_day if anchor.round else None,
    "hours": _after_hours,
    "working-days": _after_working_days,
    "before-start": _before_start,
    "decide": _decide,
    "before-decide": _before_decide,
    "none": lambda _due, _facts, _anchor: None,
}


def decide_by(facts: Facts) -> date | None:
    """Return the date by which the latest offer asks for a decision, or None."""
    offer: Outcome | None = facts.latest("offer")
    return offer.decide_by if offer else None


def window_of(step: Step, facts: Facts, place: Round | None) -> Window | None:
    """Resolve a row to its window, or None when nothing dates it yet.

    ``place`` is the round for a step of scope round, else None.
    """
    anchor = ANCHORS[step.anchor](facts, place)
    if anchor is None:
        return None
    until = anchor.round.start if step.anchor == "invitation" and anchor.round else None
    return settle_window(Window(anchor.opens, DUES[step.due.kind](step.due, facts, anchor), anchor.zone, until))


def settle_window(window: Window) -> Window:
    """Move a due that would fall before its opens to its opens."""
    opens, due, zone, _until = window
    if opens is None or due is None:
        return window
    if isinstance(opens, datetime):
        is_early = due < opens if isinstance(due, datetime) else lapses(due, zone) <= opens
    else:
        is_early = due < midnight(opens, zone) if isinstance(due, datetime) else due < opens
    return window._replace(due=opens) if is_early else window


# --- conditions --------------------------------------------------------------------------


def _names_missing(facts: Facts, place: Round | None) -> bool:
    state = facts.state(step_key("collect-contacts", place))
    is_collected = state is not None and state["state"] == "done"
    people: list[Mapping[str, Any]] = place.data.get("people", []) if place else []
    return not is_collected and not any(person.get("name", "").strip() for person in people)


class Condition(NamedTuple):
    """When a row is needed, and what is said when it is not."""

    holds: Callable[[Facts, Round | None], bool]
    otherwise: str


CONDITIONS: Mapping[str, Condition] = {
    "wanted": Condition(
        lambda facts, _: facts.data.get("interest", "yes") != "no", "you noted that you do not want this job"
    ),
    "names-missing": Condition(_names_missing, "you have the names of the people you met"),
    "by-email": Condition(
        lambda facts, _: facts.data.get("thank_you", "email") != "letter", "you chose to say thank you by letter"
    ),
    "by-letter": Condition(
        lambda facts, _: facts.data.get("thank_you", "email") != "email", "you chose to say thank you by email"
    ),
    "recruiter": Condition(lambda facts, _: bool(facts.data.get("recruiter", False)), "no recruiter arranged this"),
    "waiting": Condition(
        lambda _, place: place is not None and place.is_waiting, "this interview's wait is over: there is news since"
    ),
    "later-round": Condition(
        lambda _, place: place is not None and place.number > 1, "for a second interview and later ones"
    ),
    "offer": Condition(lambda facts, _: facts.closing_stage == "offer", "for when there is an offer to decide on"),
    "accepted": Condition(lambda facts, _: facts.closing_stage == "accepted", "for when you have accepted an offer"),
    "refused": Condition(lambda facts, _: facts.closing_stage == "refused", "for when the answer is no"),
}

_CLOSED_WORDS = {
    "accepted": "you have accepted an offer",
    "declined": "you declined the offer",
    "refused": "the answer was no",
    "withdrawn": "you withdrew",
}

_OF_THE_STAGE = {"accepted": "accepted", "refused": "refused"}
_KEPT_WHEN_MISSED = frozenset({*FOLLOW_UPS, "let-go"})

STARTED = "this interview has started"
"""Why preparation is no longer needed."""


def why_not_needed(step_id: str, when: tuple[str, ...], facts: Facts, place: Round | None) -> str | None:
    """Return why a step is not needed, in a few words, or None when it is."""
    stage = facts.closing_stage
    if stage in CLOSED and _OF_THE_STAGE.get(stage) not in when:
        return _CLOSED_WORDS[stage]
    if place is not None and place.is_missed and step_id not in _KEPT_WHEN_MISSED:
        return "you noted that they did not turn up"
    for name in when:
        condition = CONDITIONS[name]
        if not condition.holds(facts, place):
            return condition.otherwise
    return None
