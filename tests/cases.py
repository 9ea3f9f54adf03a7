"""Records that tests share, and the calendars to plan them with. The hard ones are here by name."""

import json
import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

ZONES = (
    "Europe/London", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham",
    "Africa/Casablanca", "Asia/Riyadh", "America/St_Johns", "Pacific/Apia", "America/Havana", "Asia/Tehran", "UTC",
)  # fmt: skip
REGIONS = (None, "GB-ENG", "GB-SCT", "US", "US-CA", "DE-BY", "SA", "AE", "IN", "JP", "IL", "CN")
FIRST_OUTCOMES = ("invitation", "offer", "acceptance", "decline", "refusal", "withdrawal", "no-show")
OUTCOMES = (*FIRST_OUTCOMES, "update")

ROUND_STEPS = ("collect-contacts", "settle", "thank-you-email", "follow-up-1", "follow-up-2", "follow-up-3", "let-go")
ONCE_STEPS = ("keep-searching", "decide", "ask-why", "celebrate")


def record(*applications: dict[str, Any], **settings: Any) -> dict[str, Any]:
    return {"format": "after-the-interview", "version": 2, "settings": settings, "applications": list(applications)}


def application(*rounds: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "a", "rounds": list(rounds), **fields}


def interview(starts: str | None = "2026-11-20T15:00", **fields: Any) -> dict[str, Any]:
    return {"id": "r1", "starts": starts, "time_zone": "Europe/London", **fields}


def outcome(type_: str, on: str, **fields: Any) -> dict[str, Any]:
    return {"type": type_, "on": on, **fields}


def done(at: str, state: str = "done", **fields: Any) -> dict[str, Any]:
    return {"state": state, "at": at, **fields}


HARD = {
    "a clock springs forward during the interview": (
        record(application(interview("2026-03-29T00:30", minutes=90))),
        "2026-03-29T12:00:00Z",
    ),
    "a start that a clock change skips": (record(application(interview("2026-03-29T01:30"))), "2026-03-30T00:00:00Z"),
    "a start that a clock change repeats": (record(application(interview("2026-10-25T01:30"))), "2026-10-25T01:45:00Z"),
    "half an hour of summer time": (
        record(application(interview("2026-04-04T23:30", time_zone="Australia/Lord_Howe", minutes=240))),
        "2026-04-05T00:00:00Z",
    ),
    "a day that a zone never had": (
        record(application(interview("2011-12-29T23:00", time_zone="Pacific/Apia", minutes=120))),
        "2011-12-31T00:00:00Z",
    ),
    "a midnight that happens twice": (
        record(application(interview("2026-10-31T23:30", time_zone="America/Havana"))),
        "2026-11-01T05:30:00Z",
    ),
    "a Friday and Saturday weekend": (
        record(application(interview("2026-11-19T15:00", time_zone="Asia/Riyadh", reply_by="2026-11-19")), region="SA"),
        "2026-11-22T09:00:00Z",
    ),
    "a run of holidays": (
        record(application(interview("2026-12-23T15:00", reply_by="2026-12-24")), region="GB-SCT"),
        "2026-12-29T09:00:00Z",
    ),
    "a golden week": (
        record(application(interview("2026-04-28T10:00", time_zone="Asia/Tokyo")), region="JP"),
        "2026-05-07T00:00:00Z",
    ),
    "an odd offset": (
        record(application(interview("2026-11-20T23:45", time_zone="Asia/Kathmandu", minutes=15))),
        "2026-11-20T18:15:00Z",
    ),
    "rounds out of order, one without a date": (
        record(
            application(
                interview("2026-12-04T10:00", id="late"),
                interview(None, id="open", reply_by="2026-12-10"),
                interview("2026-11-20T10:00", id="early", time_zone="America/New_York"),
                outcomes=[outcome("invitation", "2026-11-25")],
            )
        ),
        "2026-12-01T09:00:00Z",
    ),
    "reopened after a refusal": (
        record(
            application(
                interview(),
                interview("2026-12-08T10:00", id="r2"),
                outcomes=[outcome("refusal", "2026-11-26"), outcome("invitation", "2026-11-30")],
                recruiter=True,
            )
        ),
        "2026-12-07T09:00:00Z",
    ),
    "three follow-ups and a centre's steps": (
        record(
            application(interview(), steps={"r1/follow-up-1": done("2026-12-01T10:00:00Z")}),
            policy={
                "max_follow_ups": 3,
                "follow_up_days": 5,
                "extra_steps": [
                    {"id": "x-call-us", "title": "Call us", "scope": "round", "anchor": "end", "offset": {"hours": 36}},
                    {
                        "id": "x-visit",
                        "title": "Visit",
                        "scope": "application",
                        "anchor": "refusal",
                        "offset": {"days": 0},
                    },
                ],
            },
        ),
        "2026-12-16T09:00:00Z",
    ),
}


def random_record(seed: int, version: int = 2) -> tuple[dict[str, Any], str]:
    """A record with much in it that might go together badly, and a moment to plan it at. The same seed, the same record."""
    document, now = _random_record(seed)
    if version == 1:
        return {**document, "version": 1}, now
    _add_what_version_2_brought(document, random.Random(f"{seed}, version 2"))
    return document, now


def _random_record(seed: int) -> tuple[dict[str, Any], str]:
    pick = random.Random(seed)
    applications = [_random_application(pick, f"app{number}") for number in range(pick.randint(1, 3))]
    settings: dict[str, Any] = {"region": pick.choice(REGIONS), "time_zone": pick.choice([None, *ZONES])}
    if pick.random() < 0.5:
        settings["policy"] = _random_policy(pick)
    now = datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=pick.randint(0, 140 * 24 * 60))
    return record(*applications, **settings), now.isoformat().replace("+00:00", "Z")


def _random_application(pick: random.Random, key: str) -> dict[str, Any]:
    rounds = [_random_round(pick, f"r{number}") for number in range(pick.randint(0, 4))]
    outcomes = [
        outcome(pick.choice(FIRST_OUTCOMES), _day(pick), **({"decide_by": _day(pick)} if pick.random() < 0.5 else {}))
        for _ in range(pick.choice([0, 0, 1, 1, 2, 4]))
    ]
    steps = {f"{place['id']}/{step}": _random_state(pick) for place in rounds for step in pick.sample(ROUND_STEPS, 3)}
    steps |= {step: _random_state(pick) for step in pick.sample(ONCE_STEPS, 2)}
    return {
        "id": key,
        "interest": pick.choice(["yes", "unsure", "no"]),
        "recruiter": pick.random() < 0.5,
        "thank_you": pick.choice(["email", "letter", "both"]),
        "archived": pick.random() < 0.1,
        "rounds": rounds,
        "outcomes": outcomes,
        "steps": steps,
    }


def _add_what_version_2_brought(document: dict[str, Any], pick: random.Random) -> None:
    for each in document["applications"]:
        for place in each["rounds"]:
            if pick.random() < 0.5:
                place["reply_within"] = _random_wait(pick)
            for person in place["people"]:
                person["topic"] = pick.choice(["", "pricing,\nand the team"])
                person["thanked"] = pick.choice([None, f"{_day(pick)}T09:00:00{pick.choice(['', '.250'])}Z"])
        for _ in range(pick.choice([0, 0, 1, 2])):
            promise = pick.choice([{}, {"reply_by": None}, {"reply_by": _day(pick)}])
            if pick.random() < 0.5:
                promise["reply_within"] = _random_wait(pick)
            # On any other outcome they mean nothing.
            type_ = "update" if pick.random() < 0.8 else pick.choice(FIRST_OUTCOMES)
            each["outcomes"].insert(pick.randint(0, len(each["outcomes"])), outcome(type_, _day(pick), **promise))
    if pick.random() < 0.5:
        document["settings"].update(name="Sam Okafor", greeting=pick.choice(["hi", "dear"]))
    if "policy" in document["settings"]:
        document["settings"]["policy"]["left_out"] = pick.sample([*ROUND_STEPS, *ONCE_STEPS, "a-later-versions"], 3)
        document["settings"].update(centre="Careers", centre_link="https://careers.example/", centre_issued=_day(pick))


def _random_wait(pick: random.Random) -> dict[str, int] | None:
    return pick.choice([None, {"days": pick.choice([1, 7, 90])}, {"working_days": pick.choice([1, 10, 90])}])


def _random_round(pick: random.Random, key: str) -> dict[str, Any]:
    starts = (
        f"{_day(pick)}T{pick.randint(0, 23):02}:{pick.choice([0, 15, 30, 59]):02}" if pick.random() < 0.85 else None
    )
    people = [{"name": pick.choice(["", " ", "Dana Reyes"])}] if pick.random() < 0.5 else []
    return {
        "id": key,
        "starts": starts,
        "minutes": pick.choice([1, 30, 60, 240, 1440]),
        "time_zone": pick.choice([None, *ZONES]),
        "reply_by": pick.choice([None, _day(pick)]),
        "people": people,
    }


def _random_state(pick: random.Random) -> dict[str, Any]:
    state = pick.choice(["done", "skipped", "snoozed"])
    until = {"until": _day(pick)} if state == "snoozed" else {}
    return done(f"{_day(pick)}T{pick.randint(0, 23):02}:30:00{pick.choice(['', '.250'])}Z", state, **until)


def _random_policy(pick: random.Random) -> dict[str, Any]:
    return {
        "thank_you_hours": pick.randint(1, 72),
        "follow_up_days": pick.randint(3, 30),
        "grace_working_days": pick.randint(0, 10),
        "follow_up_spacing_working_days": pick.randint(3, 30),
        "max_follow_ups": pick.randint(0, 3),
        "decide_working_days": pick.randint(1, 20),
        "extra_steps": [
            {"id": "x-a", "title": "A", "scope": "round", "anchor": pick.choice(["start", "end"]), "offset": {"hours": pick.randint(0, 720)}},
            {"id": "x-b", "title": "B", "scope": "application", "anchor": pick.choice(["reply-by", "offer", "acceptance"]), "offset": {"working_days": pick.randint(0, 60)}},
        ],
    }  # fmt: skip


def _day(pick: random.Random) -> str:
    return (date(2026, 10, 1) + timedelta(days=pick.randint(0, 110))).isoformat()


PARITY = [*HARD.values(), *(random_record(seed, version=1 + seed % 2) for seed in range(300))]
"""What native Python and the browser must plan alike, byte for byte: over 300 records, every other one of version 1."""


def as_text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False)
