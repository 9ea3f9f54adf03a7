"""What can have happened is what's asked about: nothing that can't be, and nothing before its time."""

import pytest

from checklist_py.core.pictures.view import view_of
from tests.cases import application, done, interview, outcome, record
from tests.helpers import one, planned

START = "2026-11-20T15:00:00Z"
AFTERWARDS = {
    "invitation": START,
    "update": START,
    "offer": START,
    "no-show": START,
    "refusal": None,
    "withdrawal": None,
}

POSSIBLE = [
    ([interview()], [], AFTERWARDS),
    # Once there's an interview, the next one doesn't put the questions off.
    ([interview(), interview("2026-12-04T10:00", id="r2")], [], AFTERWARDS),
    # Nobody can fail to turn up twice for one interview.
    ([interview()], ["no-show 2026-11-20"], {name: at for name, at in AFTERWARDS.items() if name != "no-show"}),
    # Without a date it may be over.
    ([interview(None)], [], {"invitation": None, "offer": None, "refusal": None, "withdrawal": None}),
    ([interview()], ["offer 2026-11-25"], dict.fromkeys(("acceptance", "decline", "offer", "refusal", "withdrawal"))),
    ([interview()], ["acceptance 2026-11-25"], dict.fromkeys(("withdrawal", "refusal"))),
    ([interview()], ["decline 2026-11-25"], dict.fromkeys(("invitation", "offer"))),
    ([interview()], ["refusal 2026-11-25"], dict.fromkeys(("invitation", "offer"))),
    ([interview()], ["withdrawal 2026-11-25"], dict.fromkeys(("invitation", "offer"))),
    ([], [], {"invitation": None, "offer": None, "refusal": None, "withdrawal": None}),
    ([interview()], ["refusal 2026-11-25", "invitation 2026-11-25"], AFTERWARDS),
]  # fmt: skip


@pytest.mark.parametrize(("rounds", "facts", "expected"), POSSIBLE)
def test_what_can_have_happened_follows_from_what_has(rounds, facts, expected):
    document = record(application(*rounds, outcomes=[outcome(*text.split()) for text in facts]))
    assert view_of(planned(document))["applications"][0]["possible"] == expected


def test_whoever_was_let_go_may_still_be_called():
    document = one(steps={"r1/let-go": done("2026-12-20T10:00:00Z")})
    found = view_of(planned(document, "2027-01-10T09:00:00Z"))["applications"][0]["possible"]
    assert found == dict.fromkeys(("invitation", "offer", "refusal"))
