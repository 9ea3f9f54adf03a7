"""The browser's door, on CPython: JSON in, JSON out, never an exception."""

import base64
import json

import pytest

from checklist_py import bridge, calendars
from checklist_py.core.pictures.view import view_of
from tests import cases
from tests.helpers import planned


def told(document):
    """What the page sends along: the zones and the region that a record names."""
    zones = {"UTC", *cases.ZONES, "Asia/Tokyo"}
    code = document["settings"].get("region")
    return {
        "zones": {name: base64.b64encode(calendars.zone_bytes(name)).decode() for name in zones},
        "regions": {code: calendars.region_data(code)} if code else {},
    }


def ask(door=None, **asked):
    return json.loads((door or bridge.Bridge()).handle(json.dumps(asked)))


def test_hello():
    assert ask(op="hello")["ok"] is True


@pytest.mark.parametrize("case", cases.HARD.values(), ids=cases.HARD.keys())
def test_the_bridge_plans_as_the_command_line_does(case):
    document, now = case
    reply = ask(op="plan", record=cases.as_text(document), now=now, **told(document))
    whole = planned(document, now)
    assert (reply["plan"], reply["view"]) == (whole.as_json(), view_of(whole))


def test_zones_and_regions_are_kept():
    document = cases.record(cases.application(cases.interview()), region="SA")
    door = bridge.Bridge()
    first = ask(door, op="plan", record=cases.as_text(document), now="2026-11-23T09:00:00Z", **told(document))
    again = ask(door, op="plan", record=cases.as_text(document), now="2026-11-23T09:00:00Z")
    assert first == again


def test_an_empty_list_has_no_figures_of_anybodys_and_zones_may_be_told_again():
    door = bridge.Bridge()
    for _ in range(2):
        reply = ask(
            door, op="plan", record=cases.as_text(cases.record()), now="2026-11-23T09:00:00Z", **told(cases.record())
        )
        assert reply["plan"]["applications"] == []
        assert "figures" not in reply["view"]


def test_a_zone_that_was_never_told_or_does_not_exist_is_a_fault():
    document = cases.as_text(cases.record(cases.application(cases.interview())))
    for zones in ({}, {"Europe/London": None}, {"Europe/London": base64.b64encode(b"<html>").decode()}):
        reply = ask(
            op="plan",
            record=document,
            now="2026-11-23T09:00:00Z",
            zones={"UTC": told(cases.record())["zones"]["UTC"], **zones},
        )
        assert [fault["path"] for fault in reply["faults"]] == ["applications[0].rounds[0].time_zone"]


def test_check_and_merge():
    document = cases.record(cases.application())
    assert json.loads(ask(op="check", record=cases.as_text(document))["record"]) == document
    reply = ask(op="merge", one=cases.as_text(document), other=cases.as_text(cases.record({"id": "b"})))
    assert [each["id"] for each in json.loads(reply["record"])["applications"]] == ["a", "b"]


def test_a_merge_that_breaks_a_bound_is_a_fault():
    sides = [cases.as_text(cases.record(*({"id": f"{name}{n}"} for n in range(300)))) for name in "ab"]
    assert ask(op="merge", one=sides[0], other=sides[1])["faults"][0]["path"] == "applications"


def test_restoring_is_offered_in_two_ways():
    mine, backup = (cases.as_text(cases.record(cases.application(employer=name))) for name in ("Acme", "Beta"))
    reply = ask(op="restore", record=mine, backup=backup)
    assert reply["holds"] == ["Beta: 0 interviews, 0 steps done"]
    assert reply["replaced"]["changes"] == [
        {"kind": "changed", "name": "Beta", "details": ["employer: Beta instead of Acme"]}
    ]
    assert json.loads(reply["replaced"]["record"]) == json.loads(backup)
    assert reply["merged"]["record"] == ask(op="merge", one=mine, other=backup)["record"]


def test_a_record_of_version_1_comes_out_as_version_2_by_every_door():
    document = cases.record(cases.application(cases.interview(), employer="Acme"))
    old, mine = cases.as_text({**document, "version": 1}), cases.as_text(cases.record())
    door = bridge.Bridge()
    restored = ask(door, op="restore", record=mine, backup=old, **told(document))
    came = [restored[way]["record"] for way in ("merged", "replaced")]
    came += [ask(door, op="check", record=old)["record"], ask(door, op="merge", one=old, other=mine)["record"]]
    assert [json.loads(text) for text in came] == [document] * 4
    packed = ask(door, op="share", record=old)["packed"]
    assert json.loads(ask(op="unpack", packed=packed)["backup"])["version"] == 2


def test_a_backup_that_cannot_be_added_may_still_take_the_others_place():
    mine, backup = (cases.as_text(cases.record(*({"id": f"{name}{n}"} for n in range(300)))) for name in "ab")
    reply = ask(op="restore", record=mine, backup=backup)
    assert [fault["path"] for fault in reply["merged"]["faults"]] == ["applications"]
    assert "record" in reply["replaced"]


def test_what_is_wrong_with_the_list_here_is_not_blamed_on_the_backup():
    mine = cases.as_text(cases.record(region="ZZ"))
    reply = ask(op="restore", record=mine, backup=cases.as_text(cases.record(cases.application(employer="Beta"))))
    assert reply["holds"] == ["Beta: 0 interviews, 0 steps done"]
    assert reply["merged"]["own"] is True
    assert [fault["path"] for fault in reply["merged"]["faults"]] == ["settings.region"]
    assert json.loads(reply["replaced"]["record"])["applications"][0]["employer"] == "Beta"


def test_a_backup_is_checked_as_a_file_is():
    reply = ask(op="restore", record=cases.as_text(cases.record()), backup='{"format": NaN}')
    assert reply["faults"] == [{"path": "record", "reason": "must not hold NaN"}]


def test_a_record_goes_into_a_link_and_out_of_it():
    document = cases.as_text(cases.record(cases.application()))
    packed = ask(op="share", record=document)["packed"]
    assert json.loads(ask(op="unpack", packed=packed)["backup"]) == json.loads(document)
    assert ask(op="unpack", packed=packed[:-4])["faults"][0]["path"] == "link"
    long = cases.record(cases.application(employer="".join(f"{n * 2654435761:x}" for n in range(2400))[:20_000]))
    assert ask(op="share", record=cases.as_text(long))["packed"] is None


def test_a_code_is_drawn():
    drawn = ask(op="code", text="https://example.org")["code"]
    assert drawn["size"] == 25 + 8
    assert drawn["d"].startswith("M4 4h7v1h-7z")
    assert ask(op="code", text="a" * 2000)["code"] is None
    assert ask(op="code", text="a" * 3000)["code"] is None


@pytest.mark.parametrize(
    "request_text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"op": 1}',
        '{"op": "nothing"}',
        '{"op": "plan"}',
        '{"op": "plan", "record": 1}',
        '{"op": "plan", "record": "{}", "zones": 3}',
    ],
)
def test_what_is_no_request_is_answered_all_the_same(request_text):
    reply = json.loads(bridge.answer(request_text))
    assert reply["ok"] is False
    assert reply["faults"]


@pytest.mark.parametrize("record", ["", "[" * 100_000, '{"a": NaN}', '"\\ud800"', "x" * 2_000_000])
def test_hostile_records_are_refused(record):
    assert ask(op="check", record=record)["faults"][0]["path"] == "record"


def test_the_view_tells_days_around_now_and_where_steps_are():
    document = cases.record(
        cases.application(cases.interview(), cases.interview("2026-12-08T10:00", id="r2", time_zone="Asia/Tokyo"))
    )
    view = ask(op="plan", record=cases.as_text(document), now="2026-11-23T09:00:00Z", **told(document))["view"]
    assert ["2026-11-23T00:00:00Z", "2026-11-23"] in view["days"]["Europe/London"]
    assert ["2026-11-22T15:00:00Z", "2026-11-23"] in view["days"]["Asia/Tokyo"]
    application = view["applications"][0]
    assert application["zone"] == "Asia/Tokyo"
    assert application["elsewhere"]["r1/settle"] == "Europe/London"
    assert "r2/review-notes" not in application["elsewhere"]
    assert [(place["id"], place["number"], place["start"]) for place in application["rounds"]] == [
        ("r1", 1, "2026-11-20T15:00:00Z"),
        ("r2", 2, "2026-12-08T01:00:00Z"),
    ]


def test_a_merge_that_could_not_be_read_again_is_refused():
    def large(name):
        roles = [{"id": f"{name}{number}", "role": "x" * 20_000} for number in range(40)]
        return cases.as_text(cases.record(*roles))

    reply = ask(op="merge", one=large("a"), other=large("b"))
    assert reply["ok"] is False
    assert [fault["path"] for fault in reply["faults"]] == ["record"]
    assert "must have at most 1,048,576 bytes" in reply["faults"][0]["reason"]


def test_a_zone_file_that_is_cut_off_is_no_fault_of_the_record():
    document = cases.record(cases.application(cases.interview()))
    sent = told(document)
    sent["zones"]["Europe/London"] = base64.b64encode(calendars.zone_bytes("Europe/London")[:200]).decode()
    reply = ask(op="plan", record=cases.as_text(document), now="2026-11-23T09:00:00Z", **sent)
    assert reply["faults"] == [
        {"path": "request", "reason": "holds a file for the time zone Europe/London that cannot be read"}
    ]


def test_a_calendar_and_a_draft_are_those_of_the_core():
    document, now = cases.HARD["three follow-ups and a centre's steps"]
    asked = {"record": cases.as_text(document), **told(document)}
    whole = ask(op="ics", now=now, **asked)["calendar"]
    assert whole.startswith("BEGIN:VCALENDAR\r\n")
    assert ask(op="ics", now=now, step="r1/nothing", **asked) == {"ok": True, "calendar": None}
    reply = ask(op="draft", name="follow-up-1", answers={"news": "I’ve passed my exam"}, **asked)
    assert reply["draft"]["body"].startswith("Hi [their name],")
    assert "Since we spoke, I’ve passed my exam." in reply["draft"]["body"]
    assert reply["draft"]["blanks"][0] == "name"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"name": "nothing"}, "name"),
        ({"name": "decline", "application": "z"}, "application"),
        ({"name": "decline", "person": 3}, "person"),
    ],
)
def test_a_draft_that_there_is_not_is_a_fault_at_what_was_asked(asked, path):
    document, _ = cases.HARD["a run of holidays"]
    reply = ask(op="draft", record=cases.as_text(document), **asked, **told(document))
    assert reply["ok"] is False
    assert [fault["path"] for fault in reply["faults"]] == [path]


def test_reasons_pictures_and_the_journal_are_those_of_the_core():
    notes = {"questions": [{"question": "Why us?", "score": 7}], "topics": "pricing"}
    document = cases.record(cases.application(cases.interview(journal=notes), employer="Acme"))
    asked = {"record": cases.as_text(document), "now": "2026-11-23T09:00:00Z", **told(document)}
    reply = ask(op="why", application="a", key="r1/thank-you-email", **asked)
    assert reply["why"]["at"] == "2026-11-20T16:00:00Z"
    assert ask(op="why", application="a", key="r9/settle", **asked) == {"ok": True, "why": None}
    one = ask(op="line", application="a", width=358, **asked)
    assert one["line"]["rows"][0][0] == "Interview"
    assert one["line"]["width"] == 358
    assert one["silence"]["words"].startswith("It’s day 3 since the interview,")
    whole = ask(op="picture", **asked)
    assert whole["picture"]["rows"][0][:2] == ["Acme", "waiting to hear"]
    found = ask(op="journal", **asked)
    assert found["journal"]["interviews"][0]["mean"] == 7.0
    assert found["pictures"]["scores"]["rows"][0][0] == "Acme"
    assert found["pictures"]["again"] is None


def test_what_is_asked_of_an_application_that_there_is_not_is_a_fault():
    document = cases.record(cases.application(cases.interview()))
    for op in ("why", "line"):
        asked = {"op": op, "application": "z", "key": "settle", "now": "2026-11-23T09:00:00Z", **told(document)}
        assert ask(record=cases.as_text(document), **asked)["faults"][0]["path"] == "application"


def test_before_an_interview_there_is_no_silence():
    document = cases.record(cases.application(cases.interview(None)))
    reply = ask(
        op="line",
        application="a",
        width=358,
        record=cases.as_text(document),
        now="2026-11-23T09:00:00Z",
        **told(document),
    )
    assert reply == {"ok": True, "line": None, "silence": None}
