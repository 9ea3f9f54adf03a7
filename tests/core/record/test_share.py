"""A record in a link: packed and read back; and what is no such thing, refused with its reason."""

import base64
import contextlib
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.calendars import KNOWN
from checklist_py.core.record import share
from checklist_py.core.record.document import RecordError, dump, load
from checklist_py.core.record.shape import MAX_BYTES
from tests import cases

SAMPLES = Path(__file__).parents[2] / "samples"
OF_VERSION_1 = (
    "1.vVa7btswFP0VQkMnxZZoG4mzNEEztEtRNEYLtA0ERqIiIZYlUHRrD_qi7v2B_FgO9aBI2VbSDp0Eihe8r3POvf-le67TqabzjgmOFwmT5GMu"
    "ZBKnfK14poW0b0mQIGP4onPXaegUbIsgYnv8O3edB8FCHvwC5xFS-9s3LcuChepqYIKuZGwXaDvlQSuhbYv_fCcFC9rydgDYnf1My1QanPiizg"
    "S1I2GbYJsxFEQopiRSFuXldMp3DGjlk1w8TLtHwLxGc3uE19wMk1zYsh7HaIEqUhPfrKpcHRIcR0ZEn_JSBxTpMAxvNapNP7w-9j50-YG36iQB"
    "H2fx0ubgdZjxnofXwOy-lC_Q8XAYHsy9vyIj9Vb-YsDH-eJVfOyGTs_F_tVzxz2ijTdsw8hn3iTV1f89ZxHJY3LDJDMUM4LtlQECp7KoPdR2JL"
    "bnEXq4zvDIB8LKRxzZPdhfN1dylg30_xbdRE1Jo-2lNQ4KzErA-8cmSQW-pFjDamxGfE32ZFu-NUfFCm6ztFSi4MJJpOOY2ENEQ1NQo0ONrp3S"
    "yPb2X4XRqp5VlZGZeDeU05HFRANh7qj0Tq5WPj3z6LH9Sl0s655rxR7uBse2EEu_qb_ylsB2reKDDUVdX7TSrheM8a3HfnFCF3o2HCwi43NFce"
    "7i0pu1cbWr0ionisqKCgBK5lQ9MO6pLRzf8qff5A25ffqTbLg1yYfbrxaBu9dvwojQ863SI8tY5FmAuIJ4K9XGXvejQFbffZdOlGAkkHNHYaR6"
    "Bg"
)
"""The sample of version 1 as version 1 packed it."""


@given(st.integers(min_value=1000, max_value=10_000_000).map(cases.random_record))
def test_what_is_packed_is_read_back(made):
    document, _ = made
    assert dump(load(share.unpack(share.pack(document)), KNOWN)) == dump(document)


def test_a_packed_record_may_stand_in_an_address_as_it_is():
    packed = share.pack(cases.record(cases.application(cases.interview(), employer="Zoë & Co #1 ?")))
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def test_a_link_made_with_the_first_packing_is_read_for_ever():
    first = "1.Izf28EYIcQFmZBBiaAoJMzwRHwuEAA"
    document = cases.record(cases.application(cases.interview()))
    assert json.loads(share.unpack(first)) == {**document, "version": 1}
    assert load(share.unpack(first), KNOWN) == document


def test_a_link_that_version_1_made_of_all_that_it_knew_is_read_whole():
    sample = json.loads((SAMPLES / "record-1.json").read_text(encoding="utf-8"))
    assert load(share.unpack(OF_VERSION_1), KNOWN) == {**sample, "version": 2}


def test_a_new_link_carries_the_current_version():
    link = share.pack(load(share.unpack(OF_VERSION_1), KNOWN))
    assert link != OF_VERSION_1
    assert json.loads(share.unpack(link))["version"] == 2


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
