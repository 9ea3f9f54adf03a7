"""The plan as a calendar file: RFC 5545, by the letter.

An interview is an entry from its start to its end, in its own time zone. The day by which they
promised an answer is an all-day entry while it's awaited. A step that's due on a day is an all-day
entry, of its whole window if that opens on an earlier day; one that's due at an instant takes the
half-hour before it. Steps for the room are listed in the interview's entry, and the small things of
the same day share one, as a calendar full of alarms helps nobody. Asked for alone, any step is an
entry of its own.

A UID is made from the record's own ids and never changes, and SEQUENCE rises with the time of
the export, so that a second import updates the first. Times are local with a VTIMEZONE that
lists every change of the clock around them. A local time that comes twice is written in UTC,
as not every reader takes the first of the two.

Long because entries, folding and escaping are one format, which is read beside one RFC.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from checklist_py.core.calendar.vtimezone import time_zone
from checklist_py.core.rules.civil import Instant, midnight
from checklist_py.core.rules.facts import Round
from checklist_py.core.rules.planned import Plan, PlannedApplication, PlannedStep
from checklist_py.core.rules.rules import POLICY
from checklist_py.core.rules.steps import IN_THE_ROOM, SAME_DAY_STEPS
from checklist_py.core.words.numbers import set_by
from checklist_py.core.words.wording import STAGE_WORDS, WORDS

OCTETS = 75
"""The longest line, without its line break (RFC 5545, 3.1)."""

PRODUCT = "-//After the interview//Checklist//EN"
HOST = "after-the-interview"

NOTICE = timedelta(minutes=30)
"""The entry of a step that's due at an instant begins this long before."""

MORNING = timedelta(hours=9)
EARLIER = timedelta(hours=-2)
"""When an alarm goes off, from the entry's start.

All day: at nine, or when its step opens later that day, and again at nine on the last of several days. At a time: two
hours before, or the evening before where a step's alarm would wake people.
"""

AWAKE = (time(8), time(21))
EVENING = time(18)
"""The hours in which a step's alarm may go off, and the evening hour that it goes off at instead."""

SEQUENCE_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_GONE = frozenset({"not-needed", "skipped", "missed"})


class Entry(NamedTuple):
    """One entry: from ``start`` to ``end``, both dates (the end not included) or both instants."""

    uid: str
    summary: str
    description: str
    start: Instant | date
    end: Instant | date
    zone: tzinfo
    alarms: tuple[timedelta, ...]
    is_busy: bool
    url: str


def entries_of(planned: Plan, key: str | None = None, application: str | None = None) -> list[Entry]:
    """Return the calendar's entries: everything with a date, or one step by its key, of one application or of all."""
    chosen = (each for each in planned.applications if application in (None, each.id))
    return [entry for each in chosen for entry in _entries(each, key)]


def calendar(planned: Plan, key: str | None = None, application: str | None = None) -> str | None:
    """Write a plan as a calendar, or one step of it by its key; None when nothing has a date.

    Archived applications are left out. The text's lines end in CRLF and have at most 75 octets.
    """
    entries = entries_of(planned, key, application)
    if not entries:
        return None
    zones = {_zone_name(entry.zone): entry.zone for entry in entries if isinstance(entry.start, datetime)}
    moments = [moment for entry in entries for moment in (entry.start, entry.end) if isinstance(moment, datetime)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for name, zone in sorted(zones.items()):
        if name != "UTC":
            lines += time_zone(name, zone, min(moments), max(moments))
    sequence = max(int((planned.now - SEQUENCE_EPOCH).total_seconds()), 0)
    for entry in entries:
        lines += _event(entry, planned.now, sequence)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


# --- what is in it ---------------------------------------------------------------------------


def _entries(application: PlannedApplication, key: str | None) -> Iterator[Entry]:
    data = application.facts.data
    if data.get("archived", False):
        return
    for place in application.facts.rounds if key is None else ():
        yield from _round(application, place)
        yield from _promise(application, place)
    for step in application.steps:
        is_told_elsewhere = step.step in IN_THE_ROOM | SAME_DAY_STEPS and key is None
        if step.status in _GONE or is_told_elsewhere or key not in (None, step.key):
            continue
        if (window := _window(application, step)) is not None:
            yield _step(application, step, *window)


def _round(application: PlannedApplication, place: Round) -> Iterator[Entry]:
    """Yield an interview's own entry, and that of the same day."""
    if place.start is None or place.end is None or place.same_day is None or place.no_show is not None:
        return
    room = _listed(application, place, IN_THE_ROOM)
    met = ", ".join(person["name"] for person in place.data.get("people", ()) if person.get("name", "").strip())
    parts = [f"With {met}." if met else "", "\n".join([f"{STAGE_WORDS['room'].title}:", *room]) if room else ""]
    interview = Entry(
        uid=_uid(application.id, f"{place.id}/interview"),
        summary=_named("Interview", application),
        description="\n\n".join(part for part in parts if part),
        start=place.start,
        end=place.end,
        zone=place.zone,
        alarms=(EARLIER,),
        is_busy=True,
        url="",
    )
    yield interview
    if same_day := _listed(application, place, SAME_DAY_STEPS):
        title, todo = STAGE_WORDS["same-day"]
        yield interview._replace(
            uid=_uid(application.id, f"{place.id}/same-day"),
            summary=_named(title, application),
            description="\n".join([todo, "", *same_day]),
            start=place.same_day,
            end=place.same_day + _DAY,
            alarms=_alarms(place.same_day, place.same_day + _DAY, place.end, place.zone),
            is_busy=False,
        )


def _promise(application: PlannedApplication, place: Round) -> Iterator[Entry]:
    """Yield the day by which they said they'd answer, while an answer is awaited."""
    promise = place.wait.promise
    if promise is None or place is not application.facts.promised:
        return
    title = "About when they said you’d hear" if promise.within else "They said you’d hear by today"
    yield Entry(
        uid=_uid(application.id, f"{place.id}/promise"),
        summary=_named(title, application),
        description="Give them the day. If nothing comes, it’s fine to ask after that.",
        start=promise.by,
        end=promise.by + _DAY,
        zone=place.zone,
        alarms=(MORNING,),
        is_busy=False,
        url="",
    )


def _listed(application: PlannedApplication, place: Round, which: frozenset[str]) -> list[str]:
    """Return the titles of some of a round's steps that are left to do; the first round has the application's too."""
    is_first = application.facts.first is not None and application.facts.first.id == place.id
    return [
        f"- {WORDS[step.step].title}"
        for step in application.steps
        if step.step in which
        and (step.key.startswith(f"{place.id}/") or (is_first and "/" not in step.key))
        and step.status not in {*_GONE, "done"}
    ]


def _alarms(
    start: Instant | date, end: Instant | date, opens: Instant | date | None, zone: tzinfo
) -> tuple[timedelta, ...]:
    if isinstance(start, datetime):
        return (_awake(start + EARLIER, opens, zone) - start,)
    since = opens - midnight(start, zone) if isinstance(opens, datetime) else MORNING
    last = end - _DAY - start
    return (max(MORNING, since), *((last + MORNING,) if last else ()))


def _awake(alarm: Instant, opens: Instant | date | None, zone: tzinfo) -> Instant:
    """Return an alarm's time, or the evening before where it would wake people, but never before the step opens."""
    local = alarm.astimezone(zone)
    first, last = AWAKE
    if first <= local.time() <= last:
        return alarm
    day = local.date() - _DAY if local.time() < first else local.date()
    evening = datetime.combine(day, EVENING, zone).astimezone(UTC)
    return max(evening, opens) if isinstance(opens, datetime) else evening


def _window(application: PlannedApplication, step: PlannedStep) -> tuple[Instant | date, Instant | date] | None:
    """Return where a step's entry begins and ends, or None for a step without dates."""
    until = (application.facts.state(step.key) or {}).get("until") if step.status == "snoozed" else None
    if until:
        return date.fromisoformat(until), date.fromisoformat(until) + _DAY
    due = step.due or step.opens
    if due is None:
        return None
    opens = step.opens or due
    if isinstance(due, datetime):
        return (max(opens, due - NOTICE) if isinstance(opens, datetime) else due - NOTICE), due
    return (due if isinstance(opens, datetime) else opens), due + _DAY


def _step(application: PlannedApplication, step: PlannedStep, start: Instant | date, end: Instant | date) -> Entry:
    words = WORDS.get(step.step)
    extras = {extra["id"]: extra for extra in application.facts.settings.policy.extra_steps}
    title = words.title if words else extras[step.step]["title"]
    is_done = step.status == "done"
    reason = f"Why now: {step.reason}."
    if step.provenance == POLICY:
        reason += f" {set_by(application.facts.settings.given)}"
    return Entry(
        uid=_uid(application.id, step.key),
        summary=_named(f"Done: {title}" if is_done else title, application),
        description=f"{words.todo}\n\n{reason}" if words else reason,
        start=start,
        end=end,
        zone=step.zone,
        alarms=() if is_done else _alarms(start, end, step.opens, step.zone),
        is_busy=False,
        url="" if words else extras[step.step].get("url", ""),
    )


def _named(title: str, application: PlannedApplication) -> str:
    data = application.facts.data
    whose = ", ".join(part for part in (data.get("employer", ""), data.get("role", "")) if part)
    return f"{title} ({whose})" if whose else title


def _uid(application: str, key: str) -> str:
    return f"{application}/{key}@{HOST}"


# --- how it is written -----------------------------------------------------------------------


def _event(entry: Entry, now: Instant, sequence: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART{_when(entry.start, entry.zone)}"
    # An entry without length has no end, as an end must come after its start.
    if entry.end != entry.start:
        yield f"DTEND{_when(entry.end, entry.zone)}"
    yield f"SUMMARY:{escape(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escape(entry.description)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"TRANSP:{'OPAQUE' if entry.is_busy else 'TRANSPARENT'}"
    for alarm in entry.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escape(entry.summary)}"
        yield f"TRIGGER:{_duration(alarm)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _duration(length: timedelta) -> str:
    days, rest = divmod(abs(length), _DAY)
    hours, minutes = divmod(rest // timedelta(minutes=1), 60)
    sign = "-" if length < timedelta() else ""
    return f"{sign}P{f'{days}D' if days else ''}T{hours}H{f'{minutes}M' if minutes else ''}"


def _when(moment: Instant | date, zone: tzinfo) -> str:
    if not isinstance(moment, datetime):
        return f";VALUE=DATE:{moment:%Y%m%d}"
    local = moment.astimezone(zone)
    name = _zone_name(zone)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if name == "UTC" or is_twice:
        return f":{_utc(moment)}"
    return f";TZID={name}:{local:%Y%m%dT%H%M%S}"


def _utc(moment: Instant) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _zone_name(zone: tzinfo) -> str:
    return getattr(zone, "key", None) or "UTC"


def escape(text: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11). Control characters other than line breaks and tabs are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text)
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def fold(line: str) -> Iterable[str]:
    """Break a line into lines of at most 75 octets of UTF-8, no letter being split (RFC 5545, 3.1)."""
    if line.isascii():
        # A letter is an octet.
        yield line[:OCTETS]
        for start in range(OCTETS, len(line), OCTETS - 1):
            yield f" {line[start : start + OCTETS - 1]}"
        return
    part, room = "", OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", OCTETS - 1
        part += letter
        room -= size
    yield part
