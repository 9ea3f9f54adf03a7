"""A centre's preset: what's read and what's refused, the link it travels in, and what a record takes of it."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.calendars import KNOWN
from checklist_py.core.record.check import faults_of
from checklist_py.core.record.document import RecordError, dump
from checklist_py.core.record.preset import (
    LONGEST,
    LONGEST_IN_CODE,
    dump_preset,
    heaviest,
    link,
    load_preset,
    pack_preset,
    standing,
    take,
    too_long_for_a_code,
    unpack_preset,
    what_to_shorten,
)
from checklist_py.core.record.shape import CENTRE, PRESET
from checklist_py.core.rules.policy import NUMBERS
from checklist_py.core.rules.steps import STEPS
from tests import cases, hostile, presets
from tests.presets import preset, step

SITE = "https://example.org/interviews/"


def faults(read, *source, **options):
    with pytest.raises(RecordError) as caught:
        read(*source, **options)
    return {fault.path: fault.reason for fault in caught.value.faults}


# --- what's read -------------------------------------------------------------------------

GOOD = {
    "no more than it must": preset(),
    "everything": presets.whole(),
    "every number at its least": preset(policy={number.name: number.minimum for number in NUMBERS}),
    "every number at its most": preset(policy={number.name: number.maximum for number in NUMBERS}),
    "ten steps": preset(policy={"extra_steps": [step(number) for number in range(10)]}),
    "every step left out": preset(policy={"left_out": [each.id for each in STEPS]}),
    "an offer's step": preset(policy={"extra_steps": [step(scope="application", anchor="offer")]}),
    "no link, told": preset(link=""),
    "a name in another script": preset(centre="مركز التوظيف\u200f – Zoë’s “R&D” Careers (Łódź) 👩\u200d💼"),
    "a name that an accountant would give it": preset(centre="Careers: data, 1+1 & co. = {{us}}"),
    "a title that has a colon": preset(policy={"extra_steps": [step(title="Data: bring it. www is no address")]}),
    "what a newer version may say": preset(policy={"new": {"x": [1.5]}}, colour="#123456"),
}


@pytest.mark.parametrize("document", GOOD.values(), ids=GOOD)
def test_a_good_preset_is_read_and_travels_whole(document):
    assert load_preset(dump_preset(document), KNOWN, is_new=True) == document
    assert load_preset("\ufeff" + json.dumps(document), KNOWN) == document
    assert load_preset(unpack_preset(pack_preset(document)), KNOWN) == document


def test_the_preset_that_is_spoilt_has_every_field():
    whole = presets.whole()
    for path, _ in hostile.fields(PRESET):
        place = whole
        for part in path[:-1]:
            place = place[part]
        # Of these one unit stands.
        assert path[-1] in place or "offset" in path


def test_there_are_hundreds_of_hostile_ones_and_no_two_alike():
    assert len({case.data for case in presets.refused()}) == len(presets.refused()) >= 200


@pytest.mark.parametrize("case", presets.refused(), ids=lambda case: case.name)
def test_a_hostile_preset_is_refused_with_its_place_and_a_reason(case):
    found = faults(load_preset, case.data, KNOWN)
    assert found.get(case.path), found


def test_every_fault_is_told_and_not_the_first_alone():
    policy = {"thank_you_hours": 0, "extra_steps": [step(title="<b>", url="http://x")], "left_out": ["Settle"]}
    found = faults(load_preset, json.dumps(preset(centre="", issued="soon", region="ZZ", policy=policy)), KNOWN)
    assert list(found) == [
        "issued", "region", "policy.thank_you_hours", "policy.extra_steps[0].url", "policy.left_out[0]", "centre", "policy.extra_steps[0].title",
    ]  # fmt: skip


def test_only_one_that_is_taken_may_leave_out_steps_that_are_not_known():
    document = preset(policy={"left_out": ["settle", "from-next-year", "x-1"], "extra_steps": [step()]})
    found = faults(load_preset, json.dumps(document), KNOWN, is_new=True)
    assert list(found) == ["policy.left_out[1]", "policy.left_out[2]"]
    assert load_preset(json.dumps(document), KNOWN) == document


# --- the link ----------------------------------------------------------------------------

numbers = st.fixed_dictionaries({}, optional={each.name: st.integers(each.minimum, each.maximum) for each in NUMBERS})
words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="<>/\u00ad"), max_size=40)
names = words.map(lambda text: f"Careers {text.replace('www.', '').replace('script', '')}")
steps = st.lists(st.builds(lambda title: step(title=title), names), max_size=10).map(
    lambda found: [{**each, "id": f"x-{number}"} for number, each in enumerate(found)]
)
left_out = st.lists(st.sampled_from([each.id for each in STEPS]), unique=True)
policies = st.builds(lambda given, **rest: {**given, **rest}, numbers, extra_steps=steps, left_out=left_out)
days = st.dates().filter(lambda day: 2000 <= day.year <= 2100).map(str)
made = st.builds(
    lambda region, **fields: preset(**fields, **({"region": region} if region else {})),
    st.sampled_from(["", "GB-ENG", "US-CA"]), centre=names, issued=days, policy=policies, link=st.sampled_from(["", "https://careers.example/"]),
)  # fmt: skip
records = st.integers(min_value=1000, max_value=10_000_000).map(lambda seed: cases.random_record(seed)[0])


@pytest.mark.uncounted
@given(made)
def test_what_is_packed_is_read_back(document):
    packed = pack_preset(document)
    assert dump_preset(load_preset(unpack_preset(packed), KNOWN, is_new=True)) == dump_preset(document)
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_the_order_of_keys_makes_no_difference():
    document = presets.whole()
    assert pack_preset(dict(reversed(document.items()))) == pack_preset(document)


@pytest.mark.parametrize("packed", presets.LINKS.values(), ids=presets.LINKS)
def test_a_link_that_is_none_is_refused(packed):
    assert list(faults(unpack_preset, packed)) == ["link"]


@given(st.text(st.sampled_from("ABCDEFabcdef0189-_."), max_size=200))
def test_no_text_at_all_raises_anything_else(text):
    with contextlib.suppress(RecordError):
        assert isinstance(unpack_preset("1." + text), str)


@pytest.mark.parametrize(
    ("site", "start"),
    [
        (SITE, "https://example.org/interviews/checklist/#preset=1."),
        ("https://example.org/interviews", "https://example.org/interviews/checklist/#preset=1."),
        ("https://example.org", "https://example.org/checklist/#preset=1."),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/checklist/#preset=1."),
        ("http://[::1]:8000/a%20b/", "http://[::1]:8000/a%20b/checklist/#preset=1."),
    ],
)
def test_a_link_leads_to_the_checklist_of_the_site(site, start):
    assert link(preset(), site) == start.removesuffix("1.") + pack_preset(preset())


@pytest.mark.parametrize(
    "site",
    ["", "example.org", "//example.org/", "ftp://example.org/", "javascript:alert(1)", "https://", "https:///x", "https://a@b.example/", "https://example.org/index.html", "https://example.org/?a",
     "https://example.org/#a", "https://example.org/ a", "https://example.org/\n", "https://exämple.org/", "https://example.org/\u202e"],
)  # fmt: skip
def test_a_site_has_the_address_of_a_folder_on_the_web(site):
    assert list(faults(link, preset(), site)) == ["site"]


def sized(length):
    """A preset with a step that takes much room, as no compression helps it."""
    noise = "".join(f"{number * 2654435761 % 2**32:08x}" for number in range(length // 8))
    steps = [step(1), step(2, url=f"https://careers.example/{noise}"), step(3)]
    return preset(policy={"extra_steps": steps, "left_out": ["celebrate"]})


def test_a_preset_that_is_too_long_for_a_link_says_what_to_shorten():
    document = sized(8_000)
    length = len(pack_preset(document))
    assert length > LONGEST
    (reason,) = faults(link, document, SITE).values()
    assert reason.startswith(f"must make a link with at most 4,000 characters after #preset=, not {length:,}; shorten its step 2 (")  # fmt: skip


def test_a_link_that_is_too_long_for_a_code_says_what_to_shorten():
    fits, long = link(sized(1_000), SITE), link(sized(1_600), SITE)
    assert len(fits) <= LONGEST_IN_CODE < len(long)
    assert too_long_for_a_code(sized(1_000), fits) is None
    assert f"at most 990 bytes to fit into a code, not {len(long):,}; shorten its step 2 (" in (
        too_long_for_a_code(sized(1_600), long) or ""
    )


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (preset(centre="".join(map(chr, range(0x4E00, 0x4F00)))), "centre"),
        (preset(link="https://" + "".join(map(chr, range(0x4E00, 0x4F00)))), "link"),
        (preset(policy={"left_out": [each.id for each in STEPS]}), "policy.left_out"),
        (preset(policy={"extra_steps": [step(), step(2, title="".join(map(chr, range(0x4E00, 0x4E90))))]}), "policy.extra_steps[1]"),
        (preset(note="".join(map(chr, range(0x4E00, 0x4F00)))), "note"),
    ],
)  # fmt: skip
def test_what_takes_most_room_is_named(document, path):
    part = heaviest(document)
    assert part.path == path
    assert what_to_shorten(document).endswith(f"first, which takes {part.size:,} of them")
    assert 50 < part.size < len(pack_preset(document))


# --- taking it ---------------------------------------------------------------------------


def without(record, *names):
    """A record without some of its settings."""
    settings = record.get("settings", {})
    return {**record, "settings": {key: value for key, value in settings.items() if key not in names}}


@pytest.mark.uncounted
@given(records, made)
def test_taking_touches_the_five_settings_alone(record, document):
    before = dump(record)
    taken = take(record, document)
    assert dump(record) == before
    assert not faults_of(taken, KNOWN)
    assert without(taken, *CENTRE, "region") == without(record, *CENTRE, "region")
    settings = taken["settings"]
    assert [settings[name] for name in ("centre", "centre_link", "centre_issued", "policy")] == [
        document["centre"], document["link"], document["issued"], document["policy"],
    ]  # fmt: skip
    assert settings.get("region") == document.get("region", record["settings"].get("region"))


@pytest.mark.uncounted
@given(records, made)
def test_taking_twice_is_taking_once(record, document):
    taken = take(record, document)
    assert take(taken, document) == taken
    assert standing(taken, document) == "same"


def test_a_preset_without_a_link_takes_the_old_one_away():
    taken = take(take(cases.record(), presets.whole()), preset())
    assert taken["settings"]["centre_link"] == ""
    assert taken["settings"]["policy"] == {}
    assert taken["settings"]["region"] == "GB-ENG"


def test_a_record_without_settings_takes_them():
    bare = {"format": "after-the-interview", "version": 2, "applications": []}
    assert take(bare, preset())["settings"]["centre"] == "Northgate Careers"
    assert standing(bare, preset()) == "first"


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ({}, "same"),
        ({"region": "US"}, "same"),
        ({"issued": "2026-11-26"}, "newer"),
        ({"issued": "2026-11-28"}, "older"),
        ({"policy": {"max_follow_ups": 1}}, "revised"),
        ({"link": "https://careers.example/"}, "revised"),
        ({"centre": "Southgate Careers"}, "another"),
        ({"centre": "Southgate Careers", "issued": "2026-11-28"}, "another"),
    ],
)
def test_how_a_preset_stands_to_the_one_that_is_there(taken, expected):
    assert standing(take(cases.record(), preset(**taken)), preset()) == expected


def test_ones_own_timing_is_no_centres():
    assert standing(cases.record(policy={"max_follow_ups": 1}), preset()) == "first"


def test_a_centre_that_named_no_day_is_older_than_any():
    assert standing(cases.record(centre="Northgate Careers"), preset()) == "newer"
