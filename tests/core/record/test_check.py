"""The check refuses what the contract refuses, with the path and the reason, every fault at once.

Long because it's a table, with a row for each thing that's refused.
"""

import json
import re

import pytest

from checklist_py import calendars
from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError, dump, load, parse
from checklist_py.core.record.migrate import migrate
from tests.cases import application, as_text, done, interview, outcome, record


def faults(document):
    source = document if isinstance(document, (str, bytes)) else as_text(document)
    with pytest.raises(RecordError) as caught:
        load(source, calendars.KNOWN)
    return caught.value.faults


def paths(document):
    return [fault.path for fault in faults(document)]


def with_round(**fields):
    return record(application(interview(**fields)))


def with_person(**fields):
    return with_round(people=[{"name": "Dana", **fields}])


def with_update(**fields):
    return record(application(interview(), outcomes=[outcome("update", "2026-11-24", **fields)]))


def version_1(document):
    return {**document, "version": 1}


def with_extra(**fields):
    extra = {
        "id": "x-own",
        "title": "Own",
        "url": "",
        "scope": "round",
        "anchor": "end",
        "offset": {"days": 1},
        **fields,
    }
    return record(
        application(), policy={"extra_steps": [{key: value for key, value in extra.items() if value != "gone"}]}
    )


VALID = [
    record(),
    {"format": "after-the-interview", "version": 2, "applications": []},
    record(application()),
    record({"id": "a"}),
    with_round(),
    with_round(starts=None),
    with_round(minutes=1),
    with_round(minutes=1440),
    with_round(starts="2000-01-01T00:00"),
    with_round(starts="2100-12-31T23:59"),
    with_round(reply_by=None, time_zone=None),
    with_round(people=[{"name": "Zoë O’Brien", "title": "", "email": "z@example.org"}] * 20),
    with_round(journal={"topics": "one\n\ttwo", "questions": [{"score": None}, {"score": 1}, {"score": 10}]}),
    with_round(journal={"topics": "x" * 20_000}),
    record(application(steps={"r9/nothing": done("2026-11-20T18:03:00.250Z"), "": done("2026-11-20T18:03:00Z")})),
    record(application(outcomes=[outcome("offer", "2026-11-24", decide_by=None)])),
    record(*({"id": f"a{number}"} for number in range(500))),
    record(application(*({"id": f"r{number}", "starts": None} for number in range(20)))),
    record(application(id="A-_9" + "a" * 60)),
    record(region="GB-SCT", time_zone="Asia/Kathmandu", centre="Centre for Careers", policy={"max_follow_ups": 0}),
    record(region="BR-São Paulo Capital"),
    with_extra(),
    with_extra(url="https://example.org/a?b=c#d"),
    with_extra(url="gone"),
    with_extra(id="x-" + "a" * 40, title="t" * 200),
    with_extra(scope="application", anchor="refusal", offset={"working_days": 60}),
    with_extra(offset={"hours": 720, "later": True}),
    with_round(journal={"topics": "a\r\nb"}),
    record(application(steps={"r1/constructor": done("2026-11-20T18:03:00Z")})),
    {**record(application(newer={"deep": [1, 2.5, "x"]})), "newest": None},
    record(name="Sam Okafor", greeting="dear", centre=None, centre_link="", centre_issued=None),
    record(centre="Careers", centre_link="https://careers.example/a?b#c", centre_issued="2026-11-27"),
    # The second may be a step of a later version.
    record(policy={"left_out": ["celebrate", "a-step-to-come", "a" * 64]}),
    record(policy={"left_out": [f"a{number}" for number in range(100)]}),
    with_round(reply_within=None),
    with_round(reply_within={"days": 1}),
    with_round(reply_within={"working_days": 90, "roughly": True}),
    with_person(topic="forecasting\n\tand the team", thanked="2026-11-20T18:03:00.250Z"),
    with_person(topic="", thanked=None),
    with_update(),
    with_update(reply_by="2026-12-01", reply_within={"days": 90}, decide_by=None),
    with_update(reply_by=None, reply_within=None),
    # Before every interview, and with what only an update means.
    record(application(interview(), outcomes=[outcome("offer", "2026-01-01", reply_by="2026-12-01", reply_within={"days": 1})])),
]  # fmt: skip


@pytest.mark.parametrize("document", VALID)
def test_a_good_record_is_taken_and_written_back_untouched(document):
    loaded = load(as_text(document), calendars.KNOWN)
    assert loaded == document
    assert load(dump(loaded), calendars.KNOWN) == loaded


REFUSED = [
    ({}, ["format", "version", "applications"]),
    ([], ["record"]),
    ("null", ["record"]),
    ({**record(), "format": "other"}, ["format"]),
    ({**record(), "version": 3}, ["version"]),
    ({**record(), "version": 0}, ["version"]),
    ({**record(), "version": True}, ["version"]),
    ({**record(), "version": "1"}, ["version"]),
    ({**record(), "settings": None}, ["settings"]),
    ({**record(), "settings": []}, ["settings"]),
    ({**record(), "applications": {}}, ["applications"]),
    (record(region="XX"), ["settings.region"]),
    (record(region="GB-XXX"), ["settings.region"]),
    (record(region=""), ["settings.region"]),
    (record(time_zone="Europe/Londno"), ["settings.time_zone"]),
    (record(time_zone="../../etc/passwd"), ["settings.time_zone"]),
    (record(centre="a\nb"), ["settings.centre"]),
    (record(policy={"thank_you_hours": 0}), ["settings.policy.thank_you_hours"]),
    (record(policy={"thank_you_hours": 73}), ["settings.policy.thank_you_hours"]),
    (record(policy={"follow_up_days": 2, "max_follow_ups": 4}), ["settings.policy.follow_up_days", "settings.policy.max_follow_ups"]),
    (record(policy={"decide_working_days": 1.0}), ["settings.policy.decide_working_days"]),
    (record(policy={"decide_working_days": None}), ["settings.policy.decide_working_days"]),
    (record(policy={"extra_steps": [{}] * 11}), None),
    (with_extra(id="own"), ["settings.policy.extra_steps[0].id"]),
    (with_extra(id="x-"), ["settings.policy.extra_steps[0].id"]),
    (with_extra(id="x-A"), ["settings.policy.extra_steps[0].id"]),
    (with_extra(id="x-" + "a" * 41), ["settings.policy.extra_steps[0].id"]),
    (with_extra(title=""), ["settings.policy.extra_steps[0].title"]),
    (with_extra(title="t" * 201), ["settings.policy.extra_steps[0].title"]),
    (with_extra(title="a\u2028b"), ["settings.policy.extra_steps[0].title"]),
    (with_extra(url="http://example.org"), ["settings.policy.extra_steps[0].url"]),
    (with_extra(url="javascript:alert(1)"), ["settings.policy.extra_steps[0].url"]),
    (with_extra(url="https://."), ["settings.policy.extra_steps[0].url"]),
    (with_extra(url="https://a\u202eb.org"), ["settings.policy.extra_steps[0].url"]),
    (with_extra(url="https://"), ["settings.policy.extra_steps[0].url"]),
    (with_extra(url="https://a b"), ["settings.policy.extra_steps[0].url"]),
    (with_extra(scope="gone"), ["settings.policy.extra_steps[0].scope"]),
    (with_extra(anchor="middle"), ["settings.policy.extra_steps[0].anchor"]),
    (with_extra(anchor="offer"), ["settings.policy.extra_steps[0].anchor"]),
    (with_extra(offset={}), ["settings.policy.extra_steps[0].offset"]),
    (with_extra(offset={"days": 1, "hours": 1}), ["settings.policy.extra_steps[0].offset"]),
    (with_extra(offset={"days": 91}), ["settings.policy.extra_steps[0].offset.days"]),
    (with_extra(anchor="reply-by", offset={"hours": 1}), ["settings.policy.extra_steps[0].offset.hours"]),
    (record({}), ["applications[0].id"]),
    (record({"id": ""}), ["applications[0].id"]),
    (record({"id": "-a"}), ["applications[0].id"]),
    (record({"id": "a b"}), ["applications[0].id"]),
    (record({"id": "é"}), ["applications[0].id"]),
    (record({"id": "a" * 65}), ["applications[0].id"]),
    (record({"id": "a\n"}), ["applications[0].id"]),
    (record({"id": "constructor"}), ["applications[0].id"]),
    (record({"id": "a"}, {"id": "b"}, {"id": "a"}), ["applications[2].id"]),
    (record(*({"id": f"a{number}"} for number in range(501))), ["applications"]),
    (record(application(employer=None)), ["applications[0].employer"]),
    (record(application(employer="a\tb")), ["applications[0].employer"]),
    (record(application(role="x" * 20_001)), ["applications[0].role"]),
    (record(application(interest="maybe")), ["applications[0].interest"]),
    (record(application(thank_you=["email"])), ["applications[0].thank_you"]),
    (record(application(recruiter=1)), ["applications[0].recruiter"]),
    (record(application(archived="no")), ["applications[0].archived"]),
    (record(application(*({"id": f"r{n}", "starts": None} for n in range(21)))), ["applications[0].rounds"]),
    (record(application(interview(), interview())), ["applications[0].rounds[1].id"]),
    (record(application({"id": "r1"})), ["applications[0].rounds[0].starts"]),
    (with_round(starts="2026-11-20 15:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="2026-11-20T15:00:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="2026-11-20T15:00Z"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="2026-02-29T15:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="2026-11-20T24:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="1999-12-31T15:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="2101-01-01T15:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts="２０２６-11-20T15:00"), ["applications[0].rounds[0].starts"]),
    (with_round(starts=20261120), ["applications[0].rounds[0].starts"]),
    (with_round(minutes=0), ["applications[0].rounds[0].minutes"]),
    (with_round(minutes=1441), ["applications[0].rounds[0].minutes"]),
    (with_round(minutes=True), ["applications[0].rounds[0].minutes"]),
    (with_round(minutes=60.0), ["applications[0].rounds[0].minutes"]),
    (with_round(minutes="60"), ["applications[0].rounds[0].minutes"]),
    (with_round(reply_by="2026-11-31"), ["applications[0].rounds[0].reply_by"]),
    (with_round(reply_by="20261130"), ["applications[0].rounds[0].reply_by"]),
    (with_round(mode="fax"), ["applications[0].rounds[0].mode"]),
    (with_round(mode=None), ["applications[0].rounds[0].mode"]),
    (with_round(people=[{}] * 21), ["applications[0].rounds[0].people"]),
    (with_round(people=[{"name": "a\x00"}]), ["applications[0].rounds[0].people[0].name"]),
    (with_round(people=["Dana"]), ["applications[0].rounds[0].people[0]"]),
    (with_round(journal={"topics": "a\x07"}), ["applications[0].rounds[0].journal.topics"]),
    (with_round(journal={"went_well": "all"}), ["applications[0].rounds[0].journal.went_well"]),
    (with_round(journal={"questions": [{"score": 0}]}), ["applications[0].rounds[0].journal.questions[0].score"]),
    (with_round(journal={"questions": [{"score": 7.5}]}), ["applications[0].rounds[0].journal.questions[0].score"]),
    (record(application(outcomes=[{}])), ["applications[0].outcomes[0].type", "applications[0].outcomes[0].on"]),
    (record(application(outcomes=[outcome("promotion", "2026-11-24")])), ["applications[0].outcomes[0].type"]),
    (record(application(outcomes=[outcome("offer", None)])), ["applications[0].outcomes[0].on"]),
    (record(application(steps=[])), ["applications[0].steps"]),
    (record(application(steps={"r1/settle": {}})), ['applications[0].steps["r1/settle"].state', 'applications[0].steps["r1/settle"].at']),
    (record(application(steps={"settle": done("2026-11-20T18:03:00")})), ['applications[0].steps["settle"].at']),
    (record(application(steps={"settle": done("2026-11-20T18:03:00.5Z")})), ['applications[0].steps["settle"].at']),
    (record(application(steps={"settle": done("2026-11-20T18:03:00+00:00")})), ['applications[0].steps["settle"].at']),
    (record(application(steps={"settle": done("2026-11-20T18:03:60Z")})), ['applications[0].steps["settle"].at']),
    (record(application(steps={"settle": done("2026-11-20T18:03:00Z", "open")})), ['applications[0].steps["settle"].state']),
    (record(application(steps={"settle": done("2026-11-20T18:03:00Z", "snoozed")})), ['applications[0].steps["settle"].until']),
    (record(application(steps={"settle": done("2026-11-20T18:03:00Z", until=None)})), ['applications[0].steps["settle"].until']),
    (record(application(steps={"__proto__": done("2026-11-20T18:03:00Z")})), ['applications[0].steps["__proto__"]']),
    (record(application(later={"prototype": 1})), ["applications[0].later.prototype"]),
    (record(application(employer="\ud800")), ["applications[0].employer"]),
    (record(application(later=["ok", "\udfff"])), ["applications[0].later[1]"]),
    (b"\xff\xfe", ["record"]),
    (b"", ["record"]),
    ("{", ["record"]),
    ('"' + '\\"' * 500_000, ["record"]),
    ("{" + ",".join(f'"k{n}":0' for n in range(80_000)) + ',"k79999":1}', ["record"]),
    ('{"a": NaN}', ["record"]),
    ('{"a": -Infinity}', ["record"]),
    ('{"a": 1e400}', ["record"]),
    ('{"a": ' + "9" * 5000 + "}", ["record"]),
    ('{"a": 1, "a": 2}', ["record"]),
    ('{"x": ' + "[" * 40 + "]" * 40 + "}", ["record"]),
    ("[" * 100_000, ["record"]),
    ("\ufeff\ufeff{}", ["record"]),
    (record(application(employer=3, role=None)), ["applications[0].employer", "applications[0].role"]),
    (record({"id": "a", "a word": {"x": "\ud800"}}), ['applications[0]["a word"].x']),
    (record(application(steps={"\udfff": done("2026-11-20T18:03:00Z")})), ['applications[0].steps["\udfff"]']),
    ('{"x": "' + "a" * 1_048_576 + '"}', ["record"]),
    (record(name="Sam\nOkafor"), ["settings.name"]),
    (record(name=None), ["settings.name"]),
    (record(greeting="hello"), ["settings.greeting"]),
    (record(greeting=None), ["settings.greeting"]),
    (record(centre_link="http://careers.example/"), ["settings.centre_link"]),
    (record(centre_link="https://careers.example/ x"), ["settings.centre_link"]),
    (record(centre_link="https://sam@careers.example/"), ["settings.centre_link"]),
    (record(centre_link=None), ["settings.centre_link"]),
    (record(centre_issued="2026-11-31"), ["settings.centre_issued"]),
    (record(centre_issued="2026-11-27T10:00"), ["settings.centre_issued"]),
    (record(policy={"left_out": {}}), ["settings.policy.left_out"]),
    (record(policy={"left_out": None}), ["settings.policy.left_out"]),
    (record(policy={"left_out": ["settle", "Settle", "", 5, None, "a" * 65, "1st"]}), [f"settings.policy.left_out[{n}]" for n in range(1, 7)]),
    (record(policy={"left_out": ["constructor"]}), ["settings.policy.left_out[0]"]),
    (record(policy={"left_out": ["learn", "settle", "learn", "settle", "learn"]}), [f"settings.policy.left_out[{n}]" for n in (2, 3, 4)]),
    (record(policy={"left_out": [f"a{n}" for n in range(101)]}), ["settings.policy.left_out"]),
    (with_round(reply_within={}), ["applications[0].rounds[0].reply_within"]),
    (with_round(reply_within={"days": 1, "working_days": 1}), ["applications[0].rounds[0].reply_within"]),
    (with_round(reply_within={"weeks": 1}), ["applications[0].rounds[0].reply_within"]),
    (with_round(reply_within=7), ["applications[0].rounds[0].reply_within"]),
    (with_round(reply_within={"days": 0}), ["applications[0].rounds[0].reply_within.days"]),
    (with_round(reply_within={"working_days": 91}), ["applications[0].rounds[0].reply_within.working_days"]),
    (with_round(reply_within={"days": None}), ["applications[0].rounds[0].reply_within.days"]),
    (with_round(reply_within={"days": True}), ["applications[0].rounds[0].reply_within.days"]),
    (with_person(topic="a\x07"), ["applications[0].rounds[0].people[0].topic"]),
    (with_person(topic=None), ["applications[0].rounds[0].people[0].topic"]),
    (with_person(thanked="2026-11-20"), ["applications[0].rounds[0].people[0].thanked"]),
    (with_person(thanked="2026-11-20T18:03:00"), ["applications[0].rounds[0].people[0].thanked"]),
    (with_person(thanked=True), ["applications[0].rounds[0].people[0].thanked"]),
    (record(application(outcomes=[{"type": "update"}])), ["applications[0].outcomes[0].on"]),
    (with_update(reply_by="soon"), ["applications[0].outcomes[0].reply_by"]),
    (with_update(reply_within={"days": 91}), ["applications[0].outcomes[0].reply_within.days"]),
    (with_update(decide_by="2026-12-32"), ["applications[0].outcomes[0].decide_by"]),
    # On another outcome they mean nothing, and are checked all the same.
    (record(application(outcomes=[outcome("refusal", "2026-11-24", reply_by="soon", reply_within={}, decide_by=1)])), [f"applications[0].outcomes[0].{name}" for name in ("decide_by", "reply_by", "reply_within")]),
    (record(application(outcomes=[outcome("Update", "2026-11-24")])), ["applications[0].outcomes[0].type"]),
]  # fmt: skip


@pytest.mark.parametrize(("document", "where"), REFUSED)
def test_a_bad_record_is_refused_with_the_path_of_every_fault(document, where):
    found = paths(document)
    if where is None:
        assert "settings.policy.extra_steps" in found
    else:
        assert found == where


@pytest.mark.parametrize(("document", "_where"), REFUSED)
def test_every_fault_is_one_printable_line(document, _where):
    for fault in faults(document):
        line = str(fault)
        assert line.isprintable()
        assert re.fullmatch(r"[^:]+(:[^:]+)*: .+", line)
        line.encode()


def test_a_promise_in_two_units_is_told_with_the_units_of_which_one_must_stand():
    (fault,) = faults(with_round(reply_within={"days": 1, "working_days": 1}))
    assert fault.reason == "must have exactly one of days, working_days"


@pytest.mark.parametrize(
    "document",
    [
        record(),
        {"format": "after-the-interview", "version": 2, "applications": []},
        with_round(),
        record(application(outcomes=[outcome("offer", "2026-11-24", decide_by=None)]), region="GB-SCT"),
        # What only version 2 knows is kept there, and counts.
        with_round(reply_within={"days": 3}, people=[{"topic": "a\nb", "thanked": "2026-11-20T18:03:00Z"}]),
        record(name="Sam", greeting="dear", centre_link="https://careers.example/", policy={"left_out": ["learn"]}),
    ],
)
def test_a_record_of_version_1_is_read_as_it_is_and_becomes_version_2(document):
    assert load(as_text(version_1(document)), calendars.KNOWN) == document


FIRST_OUTCOMES = ("no-show", "offer", "acceptance", "decline", "refusal", "withdrawal", "invitation")


def test_in_version_1_an_update_is_unknown_and_told_once_with_all_else_that_is_wrong():
    document = record(
        application(
            interview(reply_within={"days": 91}, minutes=0),
            outcomes=[outcome("refusal", "2026-11-23"), outcome("update", "2026-11-24", reply_by="soon")],
        ),
        greeting="hello",
    )
    assert [str(fault) for fault in faults(version_1(document))] == [
        'settings.greeting: must be one of hi, dear, not "hello"',
        "applications[0].rounds[0].minutes: must be 1 to 1440, not 0",
        "applications[0].rounds[0].reply_within.days: must be 1 to 90, not 91",
        f'applications[0].outcomes[1].type: must be one of {", ".join(FIRST_OUTCOMES)}, not "update"',
        'applications[0].outcomes[1].reply_by: must be a date YYYY-MM-DD, not "soon"',
    ]
    # The same in version 2 but for the update.
    assert len(faults(document)) == 4


@pytest.mark.parametrize("version", [0, 3, True, 1.0, "1", None])
def test_a_version_that_is_none_is_the_only_fault_of_a_record_with_an_update(version):
    assert paths({**with_update(), "version": version}) == ["version"]


def test_a_newer_version_is_said_to_be_newer():
    (fault,) = faults({**record(), "version": 3})
    assert str(fault) == "version: is 3, which a newer version of this program wrote; this one reads 2"


def test_control_characters_in_a_path_are_escaped():
    assert (
        str(Fault('applications[0].steps["a\nb"]', "must\u2028go"))
        == 'applications[0].steps["a\\u000ab"]: must\\u2028go'
    )


def test_the_deepest_that_is_allowed_and_one_more():
    deep = '{"format":"after-the-interview","version":2,"applications":[],"x":' + "[" * 31 + "]" * 31 + "}"
    assert load(deep, calendars.KNOWN)["version"] == 2
    assert paths(deep.replace('"x":', '"x":[').replace("]}", "]]}")) == ["record"]


def test_brackets_in_a_text_are_not_depth():
    text = as_text(record(application(employer='[[[["{{{{\\' * 20)))
    assert load(text, calendars.KNOWN)["applications"]


def test_the_largest_that_is_allowed_and_one_byte_more():
    shell = as_text({**record(), "x": ""})
    text = as_text({**record(), "x": "a" * (1_048_576 - len(shell))})
    assert len(text) == 1_048_576
    load(text, calendars.KNOWN)
    assert paths(text + " ") == ["record"]


def test_one_byte_order_mark_is_allowed():
    assert load(b"\xef\xbb\xbf" + as_text(record()).encode(), calendars.KNOWN) == record()


def test_migrations_run_one_after_another():
    steps = {1: lambda old: {**old, "version": 2, "b": 1}, 2: lambda old: {**old, "version": 3, "c": old["b"] + 1}}
    old = {"format": "after-the-interview", "version": 1}
    assert migrate(old, steps, 3) == {"format": "after-the-interview", "version": 3, "b": 1, "c": 2}
    assert migrate({**old, "version": 3}, steps, 3) == {**old, "version": 3}


def test_canonical_json_has_one_order():
    shuffled = {
        "applications": [{"z": 1, "rounds": [], "id": "a", "b": {"y": 1, "x": 2}}],
        "version": 2,
        "format": "after-the-interview",
    }
    assert json.dumps(json.loads(dump(shuffled))) == json.dumps(
        {
            "format": "after-the-interview",
            "version": 2,
            "applications": [{"id": "a", "rounds": [], "b": {"x": 2, "y": 1}, "z": 1}],
        }
    )


def test_parse_takes_text_and_bytes_alike():
    assert parse('{"é": [1, 2.5]}') == parse('{"é": [1, 2.5]}'.encode())
