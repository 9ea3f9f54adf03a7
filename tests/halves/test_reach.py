"""What has moved with the second half is read by nothing in the first."""

import pytest

from checklist_py.build.halves.build import SECOND, WASM, halves_folder
from checklist_py.build.halves.reach import between, named_in, reached
from tests.halves.poison import poisoned
from tests.halves.running import ran, untouched
from tests.halves.workload import workload

BASE = 0


@pytest.mark.parametrize(
    ("body", "maybe", "surely"),
    [
        # The memory's base and 4096: something begins there.
        ("00 23 00 41 80 20 6a 1a 0b", {4096}, {4096}),
        # A number alone may be an address or not.
        ("00 41 80 20 1a 0b", {4096}, set()),
        # What comes right after the base is added to it, and nothing else.
        ("00 23 00 1a 41 80 20 6a 1a 0b", {4096}, set()),
        # Loads and stores add a number to an address.
        ("00 23 00 28 02 80 20 1a 0b", {4096}, {4096}),
        ("00 20 00 28 02 80 20 1a 0b", {4096}, set()),
        # Another global isn't the base.
        ("00 23 01 41 80 20 6a 1a 0b", {4096}, set()),
    ],
)
def test_what_a_body_may_mean_by_its_numbers(body, maybe, surely):
    assert named_in(bytes.fromhex(body), BASE)[:2] == (maybe, surely)


CUTS = [0, 10_000, 20_000, 30_000, 40_000]


@pytest.mark.parametrize(
    ("roots", "pointers", "found"),
    [
        # A piece stays as a whole, whatever part of it is named.
        ({15_000}, {}, [10_000]),
        # A pointer in it leads on, also one that only ends in it; and on from there.
        ({15_000}, {19_999: 35_000, 9_998: 5_000}, [0, 10_000, 30_000]),
        ({15_000}, {19_000: 35_000, 35_000: 1}, [0, 10_000, 30_000]),
        # A pointer from what nothing comes to leads nowhere.
        ({15_000}, {25_000: 35_000}, [10_000]),
        # What begins soon after an address may be what's meant.
        ({19_000}, {}, [10_000, 20_000]),
        # A pointer to elsewhere is no concern.
        ({15_000}, {19_000: 50_000}, [10_000]),
    ],
)
def test_what_can_be_come_to(roots, pointers, found):
    assert [begin for begin, _ in reached(roots, CUTS, pointers)] == found


@pytest.mark.parametrize(
    ("kept", "limit", "moved"),
    [
        ([], 40_000, [(8_192, 31_808)]),
        # Too short once there's a margin at both ends.
        ([], 32_767, []),
        ([(40_000, 41_000)], 100_000, [(8_192, 31_808), (49_192, 91_808)]),
        # What may change stays, and so does what's around it.
        ([(200_000, 201_000)], 100_000, [(8_192, 91_808)]),
    ],
)
def test_what_is_far_enough_from_anything_that_stays_moves(kept, limit, moved):
    assert between(kept, limit) == moved


@pytest.mark.later
def test_every_reply_is_that_of_an_unsplit_pyodide_where_what_has_moved_is_overwritten(tmp_path, pytestconfig):
    """With the second half withheld: nothing calls for it. Among the requests are some with every character there is."""
    requests = tuple(workload(1 if pytestconfig.getoption("full") else 40))
    first = tmp_path / WASM
    first.write_bytes(poisoned((halves_folder() / WASM).read_bytes(), (halves_folder() / SECOND).read_bytes()))
    told = ran(requests, first, second=None)
    assert (told["failed"], told["loads"]) == (None, [])
    answers = zip(requests, untouched(requests), told["replies"], strict=True)
    assert [request[:200] for request, one, other in answers if one != other] == []
