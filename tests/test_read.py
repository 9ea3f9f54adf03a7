"""A stored text as the page's modules read it: of either version, of a newer one, or not fit to be drawn."""

import json

import pytest

from tests import cases
from tests.test_undo import called

READ = "args.map((text) => m.readText(text))"
FINE = {"format": "after-the-interview", "version": 2, "settings": {}, "applications": []}


def read(*texts):
    return called("record/read.ts", READ, *(text if isinstance(text, str) else json.dumps(text) for text in texts))


def with_parts(version=2, settings=None, **parts):
    """A record with one application, interview, person and outcome, and what is given of each."""
    place = {"id": "r1", "starts": None, "people": [parts.get("person", {})], **parts.get("round", {})}
    outcomes = [
        {"type": "offer", "on": "2026-11-24"},
        {"type": "update", "on": "2026-11-24", **parts.get("outcome", {})},
    ]
    if version == 1:
        outcomes.pop()
    return {**FINE, "version": version, "settings": settings or {}, "applications": [{"id": "a", "rounds": [place], "outcomes": outcomes}]}  # fmt: skip


WHOLE = {
    "settings": {"name": "Sam", "greeting": "dear", "centre": None, "centre_link": "", "centre_issued": "2026-11-27", "policy": {"left_out": ["learn"]}},
    "round": {"reply_within": {"working_days": 5}},
    "person": {"name": "Dana", "topic": "a\nb", "thanked": "2026-11-20T18:00:00Z"},
    "outcome": {"reply_by": None, "reply_within": None},
}  # fmt: skip


@pytest.mark.parametrize("version", [1, 2])
def test_a_stored_record_of_either_version_is_one_of_version_2_to_the_page(version):
    for document in (FINE, with_parts(version), with_parts(version, **WHOLE)):
        (found,) = read({**document, "version": version})
        assert found == {"record": {**document, "version": 2}}
        assert list(found["record"]) == list(document)


def test_an_update_is_unknown_in_version_1():
    document = with_parts(2)
    reason = "“applications[0].outcomes[1].type” is not what it should be"
    assert read(document, {**document, "version": 1}) == [{"record": document}, {"reason": reason}]


@pytest.mark.parametrize(
    ("version", "said"),
    [(3, {"newer": True}), (0, None), (-1, None), (1.5, None), ("1", None), ("2", None), (True, None), (None, None)],
)
def test_what_is_of_no_version_so_far_is_not_read(version, said):
    assert read({**FINE, "version": version}) == [said or {"reason": "its version is unknown"}]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("settings.name", {"settings": {"name": None}}),
        ("settings.greeting", {"settings": {"greeting": 1}}),
        ("settings.centre", {"settings": {"centre": ["x"]}}),
        ("settings.centre_link", {"settings": {"centre_link": None}}),
        ("settings.centre_issued", {"settings": {"centre_issued": "soon"}}),
        ("settings.policy.left_out", {"settings": {"policy": {"left_out": "learn"}}}),
        ("settings.policy.left_out[1]", {"settings": {"policy": {"left_out": ["learn", 1]}}}),
        ("applications[0].rounds[0].reply_within", {"round": {"reply_within": 5}}),
        ("applications[0].rounds[0].reply_within", {"round": {"reply_within": {}}}),
        ("applications[0].rounds[0].reply_within.days", {"round": {"reply_within": {"days": "5"}}}),
        (
            "applications[0].rounds[0].reply_within.working_days",
            {"round": {"reply_within": {"days": 5, "working_days": None}}},
        ),
        ("applications[0].rounds[0].minutes", {"round": {"minutes": 1.5}}),
        (
            "applications[0].rounds[0].journal.questions[0].score",
            {"round": {"journal": {"questions": [{"score": "7"}]}}},
        ),
        ("applications[0].rounds[0].id", {"round": {"id": "__proto__"}}),
        ("applications[0].rounds[0].people[0].topic", {"person": {"topic": None}}),
        ("applications[0].rounds[0].people[0].thanked", {"person": {"thanked": True}}),
        ("applications[0].outcomes[1].on", {"outcome": {"on": None}}),
        ("applications[0].outcomes[1].reply_by", {"outcome": {"reply_by": "2026-13-01"}}),
        ("applications[0].outcomes[1].reply_within", {"outcome": {"reply_within": []}}),
    ],
)
def test_what_the_page_could_not_draw_is_not_read(path, parts):
    assert read(with_parts(**parts)) == [{"reason": f"“{path}” is not what it should be"}]


def test_the_page_is_never_stricter_than_the_check():
    """What Python accepts can be shown; what the page refuses, Python would."""
    documents = [document for document, _ in cases.PARITY]
    assert all("record" in found for found in read(*documents))


FACTS = "args[1].map((settings) => m.factsOf({ ...args[0], settings }, { ...args[0].applications[0] }))"


def test_no_date_depends_on_a_name_or_a_greeting_or_on_whose_policy_it_is():
    plain, named, other = called(
        "record/record.ts", FACTS, with_parts(), [{"region": "GB"}, {"region": "GB", **WHOLE["settings"], "policy": None}, {"region": "US"}]
    )  # fmt: skip
    assert plain != other
    assert json.loads(named)[1:] == json.loads(plain)[1:]
    assert json.loads(named)[0] == {"region": "GB", "policy": None}
    assert json.loads(plain)[0] == {"region": "GB"}
