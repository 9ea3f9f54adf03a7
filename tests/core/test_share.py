"""A record in a link: packed and read back; and what is no such thing, refused with its reason."""

import base64
import contextlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.calendars import KNOWN
from checklist_py.core import share
from checklist_py.core.record import RecordError, dump, load
from checklist_py.core.shape import MAX_BYTES
from tests import cases


@given(st.integers(min_value=1000, max_value=10_000_000).map(cases.random_record))
def test_what_is_packed_is_read_back(made):
    document, _ = made
    assert dump(load(share.unpack(share.pack(document)), KNOWN)) == dump(document)


def test_a_packed_record_may_stand_in_an_address_as_it_is():
    packed = share.pack(cases.record(cases.application(cases.interview(), employer="Zoë & Co #1 ?")))
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_a_link_made_with_the_first_packing_is_read_for_ever():
    first = "1.Izf28EYIcQFmZBBiaAoJMzwRHwuEAA"
    assert json.loads(share.unpack(first)) == cases.record(cases.application(cases.interview()))


def deflated(data, **options):
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, **options)
    return deflate.compress(data) + deflate.flush()


def link(data):
    return "1." + base64.urlsafe_b64encode(data).decode().rstrip("=")


GOOD = share.pack(cases.record(cases.application(cases.interview())))


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        ("", "must be whole"),
        ("1.", "must be whole"),
        ("abc", "must be whole"),
        ("2.abc", "must be whole"),
        (GOOD + "=", "must be whole"),
        (GOOD + "\n", "must be whole"),
        (GOOD + "é", "must be whole"),
        (GOOD[:-3], "must be whole"),
        ("1.A", "must be whole"),
        (GOOD[:12] + "AAAA" + GOOD[16:], "must be whole"),
        (link(deflated(b"{}", zdict=share.DICTIONARY) + b"more"), "must be whole"),
        (link(deflated(b"\xff\xfe", zdict=share.DICTIONARY)), "must be whole"),
        (link(deflated(b" " * (MAX_BYTES + 1))), f"must hold at most {MAX_BYTES:,} bytes"),
        (link(deflated(b"[" * 4_000_000)), f"must hold at most {MAX_BYTES:,} bytes"),
        ("1." + "A" * share.LONGEST, f"must have at most {share.LONGEST:,} characters"),
    ],
    ids=range(15),
)
def test_what_is_no_packed_record_is_refused_with_its_reason(packed, reason):
    with pytest.raises(RecordError) as caught:
        share.unpack(packed)
    (fault,) = caught.value.faults
    assert fault.path == "link"
    assert fault.reason.startswith(reason)


@given(st.text(st.sampled_from("ABCDEFabcdef0189-_."), max_size=200))
def test_no_text_at_all_raises_anything_else(text):
    with contextlib.suppress(RecordError):
        assert isinstance(share.unpack("1." + text), str)
