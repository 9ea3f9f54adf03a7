"""The record as text: its size, its keys and its canonical form."""

import json

import pytest

from checklist_py.core.record.document import RecordError, dump, dump_within, parse
from checklist_py.core.record.shape import MAX_BYTES
from tests.cases import application, interview, record


@pytest.mark.parametrize(
    "source",
    [b" " * (MAX_BYTES + 1), " " * (MAX_BYTES + 1), "é" * (MAX_BYTES // 2 + 1)],
    ids=["bytes", "text", "two bytes each"],
)
def test_a_file_beyond_the_bound_is_refused_by_its_size_in_bytes(source):
    with pytest.raises(RecordError) as caught:
        parse(source)
    size = len(source if isinstance(source, bytes) else source.encode())
    assert [fault.reason for fault in caught.value.faults] == [f"must have at most 1,048,576 bytes, not {size:,}"]


def test_a_repeated_key_is_named_however_deep_it_is():
    with pytest.raises(RecordError) as caught:
        parse('{"a": 1, "b": {"c": 1, "d": 2, "c": 3}}')
    assert [fault.reason for fault in caught.value.faults] == ['must not repeat a key, as it does "c"']


def test_a_record_that_only_indentation_makes_too_large_is_written_without_it():
    document = record(application(interview()))
    assert dump_within(document) == dump(document)
    compact = dump_within(document, len(dump(document)) - 1)
    assert compact.count("\n") == 1
    assert json.loads(compact) == json.loads(dump(document))
