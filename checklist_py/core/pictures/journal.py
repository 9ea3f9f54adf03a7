"""The journal: what a person noted of each interview, how they scored themselves, and what keeps coming up.

No rules here: it gathers what's in the record, in the order of the interviews.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist_py.core.pictures.drawing import SIZE, WIDTH, Mark, Picture, When, dot, label, line, rect, shortened, wide
from checklist_py.core.record.shape import SCORE
from checklist_py.core.rules.civil import format_moment
from checklist_py.core.rules.planned import Plan
from checklist_py.core.words.drafts import BETWEEN_TOPICS
from checklist_py.core.words.wording import name_of

AGAIN = 2
"""Something that came up in this many interviews keeps coming up."""

MOST_AGAIN = 12
"""The most things that are told to keep coming up, the most frequent first."""

MOST_COLUMNS = 24
"""The most interviews in the picture of the scores: the latest."""


_AROUND = " .,;:!?\"'“”‘’()[]…–—-"


class Entry(NamedTuple):
    """The journal of one interview."""

    application: str
    round: str
    name: str
    number: int
    start: str
    day: str
    zone: str
    went_well: tuple[str, ...]
    improve: tuple[str, ...]
    topics: tuple[str, ...]
    people: tuple[Mapping[str, str], ...]
    questions: tuple[Mapping[str, Any], ...]

    @property
    def scores(self) -> tuple[int, ...]:
        """Return the scores that the person gave their answers, 1 to 10 each."""
        return tuple(each["score"] for each in self.questions if each.get("score") is not None)

    def as_json(self) -> dict[str, Any]:
        """Return the entry as an object; ``mean`` is of the scores, to one decimal, or null."""
        lists = {name: list(getattr(self, name)) for name in ("went_well", "improve", "topics", "people", "questions")}
        return {**self._asdict(), **lists, "mean": mean(self.scores)}


class Again(NamedTuple):
    """Something that came up in ``times`` interviews; ``mean`` is of the scores of a question's answers."""

    kind: str
    text: str
    times: int
    mean: float | None


def mean(scores: Sequence[int]) -> float | None:
    """Return the mean to one decimal, or None without scores."""
    return round(sum(scores) / len(scores), 1) if scores else None


def entries(planned: Plan) -> list[Entry]:
    """Return the interviews that hold any notes, in the order of their dates, those without one last."""
    found = [
        Entry(
            application.id,
            place.id,
            name_of(application.facts.data),
            place.number,
            format_moment(place.start) if place.start else "",
            place.start_date.isoformat() if place.start_date else "",
            getattr(place.zone, "key", None) or "UTC",
            _kept(place.data.get("journal", {}).get("went_well", ())),
            _kept(place.data.get("journal", {}).get("improve", ())),
            _kept(BETWEEN_TOPICS.split(place.data.get("journal", {}).get("topics", ""))),
            tuple(each for each in place.data.get("people", ()) if any(map(str.strip, _texts(each)))),
            tuple(each for each in place.data.get("journal", {}).get("questions", ()) if _is_told(each)),
        )
        for application in planned.applications
        for place in application.facts.rounds
    ]
    told = [each for each in found if any((each.went_well, each.improve, each.topics, each.people, each.questions))]
    return sorted(told, key=lambda each: each.start or "9")


def _texts(person: Mapping[str, Any]) -> Iterator[str]:
    return (person.get(name, "") for name in ("name", "title", "email"))


def _kept(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(kept for text in texts if (kept := text.strip()))


def _is_told(question: Mapping[str, Any]) -> bool:
    return bool(question.get("question", "").strip() or question.get("answer", "").strip() or question.get("score"))


def again(found: Iterable[Entry]) -> list[Again]:
    """Return what came up in several interviews, the most frequent first: questions, topics, and what to improve.

    Texts that differ only in case, spaces and the punctuation around them are the same: C, C# and C++ are three
    topics.
    """
    texts: dict[tuple[str, str], str] = {}
    places: dict[tuple[str, str], set[tuple[str, str]]] = {}
    scores: dict[tuple[str, str], list[int]] = {}
    for entry in found:
        asked = [("question", each.get("question", ""), each.get("score")) for each in entry.questions]
        others = [
            *(("topic", text, None) for text in entry.topics),
            *(("improve", text, None) for text in entry.improve),
        ]
        for kind, text, score in (*asked, *others):
            key = (kind, _plain(text))
            if not key[1]:
                continue
            texts.setdefault(key, text.strip())
            places.setdefault(key, set()).add((entry.application, entry.round))
            if score is not None:
                scores.setdefault(key, []).append(score)
    told = [
        Again(key[0], texts[key], len(where), mean(scores.get(key, ())))
        for key, where in places.items()
        if len(where) >= AGAIN
    ]
    return sorted(told, key=lambda each: -each.times)[:MOST_AGAIN]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_AROUND)


def summary(planned: Plan) -> dict[str, Any]:
    """Return the journal as an object: every interview with notes, and what keeps coming up."""
    found = entries(planned)
    return {"interviews": [each.as_json() for each in found], "again": [each._asdict() for each in again(found)]}


# --- pictures ----------------------------------------------------------------------------

_TOP, _STEP, _LEFT = 16, 16, 30
_LOW, _HIGH = SCORE.minimum, SCORE.maximum


def scores_picture(found: Sequence[Entry]) -> Picture | None:
    """Draw each interview's scores as dots, and their means as a line. None without scores."""
    scored = [each for each in found if each.scores][-MOST_COLUMNS:]
    if not scored:
        return None
    bottom = _TOP + _STEP * (_HIGH - _LOW)

    def y(score: float) -> float:
        return bottom - _STEP * (score - _LOW)

    marks: list[Mark] = []
    for score in (_HIGH, (_LOW + _HIGH) // 2, _LOW):
        marks.append(label("faint", str(score), _LEFT - 10, y(score) + 5, anchor="end"))
        marks.append(rect("rail", _LEFT, y(score) - 0.5, WIDTH - _LEFT, 1))
    column = (WIDTH - _LEFT - 30) / max(len(scored) - 1, 1)
    places = [_LEFT + 15 + column * index if len(scored) > 1 else (WIDTH + _LEFT) / 2 for index in range(len(scored))]
    means = [sum(each.scores) / len(each.scores) for each in scored]
    path = "L".join(f"{round(x, 1)} {round(y(value), 1)}" for x, value in zip(places, means, strict=True))
    marks.append(Mark("path", {"class": "picture__mean", "d": f"M{path}"}))
    for x, entry, value in zip(places, scored, means, strict=True):
        marks += [dot("score", x, y(score), 4) for score in sorted(set(entry.scores))]
        marks.append(dot("mean-dot", x, y(value), 7))
        marks.append(line("tick", x, bottom + 6, bottom + 12))
    first = shortened(scored[0].name, WIDTH / 2 - 20)
    marks.append(
        label(
            "faint",
            first,
            _LEFT if len(scored) > 1 else places[0],
            bottom + 30,
            anchor="" if len(scored) > 1 else "middle",
        )
    )
    if len(scored) > 1:
        marks.append(label("faint", shortened(scored[-1].name, WIDTH / 2 - 20), WIDTH, bottom + 30, anchor="end"))
    rows = tuple(
        (
            each.name,
            When(each.start, each.zone) if each.start else "",
            str(mean(each.scores)),
            f"{min(each.scores)} to {max(each.scores)}",
            str(len(each.scores)),
        )
        for each in scored
    )
    columns = ("Interview", "When", "Mean", "From and to", "Answers")
    return Picture("How you scored your answers", bottom + 30 + SIZE / 2, tuple(marks), columns, rows)


_KINDS = {"question": "Question", "topic": "Topic", "improve": "To improve"}


def again_picture(told: Sequence[Again]) -> Picture | None:
    """Draw what keeps coming up as bars, a row for each. None when nothing does."""
    if not told:
        return None
    most = told[0].times
    room = WIDTH - wide(f"{most} times") - 8
    marks: list[Mark] = []
    for index, each in enumerate(told):
        top = 44 * index
        marks.append(label("name", shortened(f"{_KINDS[each.kind]}: {each.text}", WIDTH - 4), 0, top + 16))
        marks.append(rect("bar-now", 0, top + 24, each.times / most * room, 10, round_=5))
        marks.append(label("faint", f"{each.times} times", each.times / most * room + 6, top + 34))
    rows = tuple((_KINDS[e.kind], e.text, str(e.times), "" if e.mean is None else str(e.mean)) for e in told)
    return Picture(
        "What keeps coming up", 44 * len(told), tuple(marks), ("Kind", "What", "Interviews", "Mean score"), rows
    )
