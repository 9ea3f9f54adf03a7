"""What nobody means well with is refused with its place and a reason, and texts that a joker types are texts."""

import pytest

from checklist_py.calendars import KNOWN
from checklist_py.core.record.document import RecordError, dump, load
from checklist_py.core.record.shape import RECORD
from checklist_py.core.record.share import unpack
from tests import hostile


def faults(read, source):
    with pytest.raises(RecordError) as caught:
        read(source)
    return caught.value.faults


def test_the_record_that_is_spoilt_is_good_and_has_every_field():
    whole = hostile.whole()
    assert load(dump(whole), KNOWN) == whole
    missing = []
    for path, _ in hostile.fields(RECORD):
        place = whole
        for part in path[:-1]:
            place = place[part]
        # Of these one unit stands.
        if path[-1] not in place and not {"offset", "reply_within"} & set(path):
            missing.append(path)
    assert missing == []


def test_there_are_enough_of_them_and_no_two_alike():
    assert len({case.data for case in hostile.refused()}) == len(hostile.refused()) >= 300


@pytest.mark.parametrize("case", hostile.refused(), ids=lambda case: case.name)
def test_it_is_refused_with_its_place_and_a_reason(case):
    found = {fault.path: fault.reason for fault in faults(lambda data: load(data, KNOWN), case.data)}
    assert found.get(case.path), found


@pytest.mark.parametrize("packed", hostile.LINKS.values(), ids=hostile.LINKS)
def test_a_link_that_is_none_is_refused(packed):
    assert [fault.path for fault in faults(unpack, packed)] == ["link"]


@pytest.mark.parametrize("text", hostile.NASTY, ids=ascii)
def test_a_text_is_a_text_in_every_field(text):
    record = hostile.nasty(text)
    assert load(dump(record), KNOWN) == record
