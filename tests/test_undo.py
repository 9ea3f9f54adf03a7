"""Undo and edits as the page's modules make them, on records alone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).parents[1] / "overrides" / "checklist"
NODE = shutil.which("node", path=f"{Path(__file__).parents[1] / '.venv' / 'bin'}") or shutil.which("node")


def called(modules, script, *args):
    """Run an expression with the exports of modules, by their names, in scope, and what is handed over as ``args``."""
    addresses = [(MODULES / module).as_uri() for module in modules.split()]
    source = f"""
      import {{ readFileSync }} from "node:fs";
      globalThis.document = {{ documentElement: {{ dataset: {{}} }} }};
      const m = Object.assign({{}}, ...(await Promise.all({json.dumps(addresses)}.map((address) => import(address)))));
      const args = JSON.parse(readFileSync(0, "utf8"));
      console.log(JSON.stringify(({script}) ?? null));"""
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", source],
        input=json.dumps(args),
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def listed(*items, **settings):
    return {"settings": settings, "applications": list(items)}


def met(*people):
    return listed({"id": "a", "rounds": [{"id": "r1", "people": list(people)}]})


A, B = {"id": "a"}, {"id": "b"}
DANA, SAM = {"name": "Dana"}, {"name": "Sam"}
THANKED = {"thanked": "2026-11-20T18:00:00Z", "topic": "Geese"}
TICKED, TICKED_LATER = {"state": "done", "at": "1"}, {"state": "done", "at": "2"}


@pytest.mark.parametrize(
    ("now", "before", "after", "expected"),
    [
        (listed(B), listed(A), listed(B), listed(A)),
        # Added by the edit: it goes, whatever was done with it since.
        (listed({"id": "a", "role": "x"}, B), listed(), listed(A), listed(B)),
        # Taken away by the edit: it comes back, where it was.
        (listed(B), listed(A), listed(), listed(A, B)),
        (listed({"id": "c"}), listed(B, A), listed(), listed(B, A, {"id": "c"})),
        # Taken away elsewhere meanwhile: it stays away.
        (listed(B), listed(A), listed({"id": "a", "role": "x"}), listed(B)),
        # One field of the edit's, and another since.
        (
            listed({"id": "a", "role": "y", "employer": "later"}), listed({"id": "a", "role": "x"}), listed({"id": "a", "role": "y"}),
            listed({"id": "a", "role": "x", "employer": "later"}),
        ),
        # The same field changed again since: the later word counts.
        (listed({"id": "a", "role": "z"}), listed({"id": "a", "role": "x"}), listed({"id": "a", "role": "y"}), listed({"id": "a", "role": "z"})),
        # A list that was not there before the edit.
        (
            listed({"id": "a", "outcomes": [1, 2]}), listed(A), listed({"id": "a", "outcomes": [1]}),
            listed({"id": "a", "outcomes": [2]}),
        ),
        (listed({"id": "a", "role": "x", "outcomes": [1]}), listed(A), listed({"id": "a", "outcomes": [1]}), listed({"id": "a", "role": "x"})),
        # The same thing twice in a list.
        (
            listed({"id": "a", "outcomes": [1, 1, 2]}), listed({"id": "a", "outcomes": [1]}), listed({"id": "a", "outcomes": [1, 1]}),
            listed({"id": "a", "outcomes": [1, 2]}),
        ),
        # Steps: those of the edit go back, those since stay.
        (
            listed({"id": "a", "steps": {"x": TICKED, "y": TICKED_LATER}}), listed({"id": "a", "steps": {}}), listed({"id": "a", "steps": {"x": TICKED, "y": TICKED}}),
            listed({"id": "a", "steps": {"y": TICKED_LATER}}),
        ),
        # Settings.
        (listed(A, region="GB", centre="x"), listed(region="US"), listed(region="GB"), listed(A, region="US", centre="x")),
        (listed(A, region="GB"), listed(), listed(region="GB"), listed(A)),
        # People: an edit of one, and what was noted of them since, also where the edit gave them another name.
        (met(DANA | THANKED), met(DANA), met(DANA | {"title": "CEO"}), met(DANA | THANKED)),
        (met({"name": "Dana Reyes", **THANKED}), met(DANA), met({"name": "Dana Reyes"}), met(DANA | THANKED)),
        (met(SAM, {"name": "Dana Reyes", **THANKED}), met(DANA, SAM), met({"name": "Dana Reyes"}, SAM), met(SAM, DANA | THANKED)),
        # Both spellings are there by now: each stays whoever it is.
        (met(DANA, {"name": "Dana Reyes", **THANKED}), met(DANA), met({"name": "Dana Reyes"}), met(DANA, {"name": "Dana Reyes", **THANKED})),
        # One added by the edit goes, one taken away comes back, and a second of a name is another person.
        (met(DANA | THANKED, SAM), met(DANA), met(DANA, SAM), met(DANA | THANKED)),
        (met(SAM | THANKED), met(DANA, SAM), met(SAM), met(DANA, SAM | THANKED)),
        (met(DANA, DANA | THANKED), met(DANA, DANA), met(DANA), met(DANA, DANA | THANKED)),
    ],
)  # fmt: skip
def test_undo_takes_back_the_edit_and_nothing_else(now, before, after, expected):
    assert called("record/join.ts", "m.joined(...args)", now, after, before) == expected


RECORD = {"format": "after-the-interview", "version": 2, "settings": {}, "applications": [{"id": "a", "rounds": [{"id": "r1", "starts": None}], "outcomes": [], "steps": {}}]}  # fmt: skip
VALUES = {"application": {"employer": "Acme"}, "round": {"starts": "2026-11-20T15:00", "time_zone": "UTC"}, "people": [{"name": "Dana", "title": ""}], "belongs": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("module", "edit"),
    [
        ("record/interview.ts", "((ids) => (record) => m.added(record, args[1], ids))({ application: 'n', round: 'rn' })"),
        ("record/interview.ts", "((ids) => (record) => m.added(record, { ...args[1], belongs: 'a' }, ids))({ application: 'n', round: 'rn' })"),
        ("record/interview.ts", "(record) => m.edited(record, { application: 'a', round: 'r1' }, args[1])"),
        ("record/edits.ts", "(record) => m.withOutcome(record, 'a', { type: 'invitation', on: '2026-11-20' }, { id: 'r2', starts: null })"),
        ("record/edits.ts", "(record) => m.withOutcome(record, 'a', { type: 'offer', on: '2026-11-20' }, null)"),
        ("record/edits.ts", "m.archived('a', true)"),
        ("record/edits.ts", "m.withoutRound('a', 'r1')"),
        ("record/edits.ts", "m.withoutApplication('a')"),
        ("record/edits.ts", "m.inRegion('GB')"),
        ("record/edits.ts", "m.takingRegion((record) => ({ ...record, applications: [{ id: 'n', rounds: [{ id: 'r1', starts: '2026-11-20T15:00' }] }] }), 'GB')"),
        ("record/record.ts", "(record) => m.setState(record, 'a', 'r1/settle', { state: 'done', at: '2026-11-20T16:00:00Z' })"),
        ("record/record.ts", "(record) => m.withNote(record, 'a', 'r1/settle', 'A note')"),
        ("record/join.ts", "(record) => m.joined(record, { ...args[0], settings: { region: 'GB' } }, { ...args[0], applications: [] })"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_begun", [True, False])
def test_an_edit_made_twice_is_one_made_once(module, edit, is_begun):
    record = RECORD if is_begun else {**RECORD, "applications": []}
    once, twice = called(
        module, f"((edit) => {{ const once = edit(args[0]); return [once, edit(once)]; }})({edit})", record, VALUES
    )
    assert once == twice


def ticking(**steps):
    return listed({"id": "a", "role": "x", "steps": steps})


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (ticking(one=TICKED), ticking(two=TICKED), ticking(two=TICKED, one=TICKED)),
        # What only the other has stays, also where this was made of an older state; so does what both say differently.
        (ticking(), ticking(two=TICKED), ticking(two=TICKED)),
        (ticking(one=TICKED), ticking(one=TICKED_LATER), ticking(one=TICKED_LATER)),
        (listed({"id": "a", "role": "x"}, B), listed({"id": "a", "role": "y"}), listed({"id": "a", "role": "y"}, B)),
        (listed(A, region="GB"), listed(A), listed(A, region="GB")),
        (met(DANA | THANKED), met({"name": "Dana", "email": "d@x"}, SAM), met({"name": "Dana", "email": "d@x", **THANKED}, SAM)),
    ],
)  # fmt: skip
def test_what_one_record_has_more_than_another_takes_nothing_away(mine, theirs, expected):
    mine, theirs, expected = (
        {"format": "after-the-interview", "version": 2, **each} for each in (mine, theirs, expected)
    )
    assert called("record/join.ts", "m.joined(args[1], m.shared(args[0], args[1]), args[0])", mine, theirs) == expected


EDITED = "m.edited(args[0], { application: 'a', round: 'r1' }, { application: {}, round: {}, people: args[1] })"
DANA_KNOWN, SAM_KNOWN = {**DANA, "title": "CEO", "email": "d@x", **THANKED}, {**SAM, "email": "s@x"}


@pytest.mark.parametrize(
    ("before", "typed", "after"),
    [
        ([DANA_KNOWN, SAM_KNOWN], ["Dana", "Sam"], [DANA_KNOWN, SAM_KNOWN]),
        # As many names as before: a new one is another spelling, wherever it stands now.
        ([DANA_KNOWN, SAM_KNOWN], ["Dana Reyes", "Sam"], [DANA_KNOWN | {"name": "Dana Reyes"}, SAM_KNOWN]),
        ([DANA_KNOWN, SAM_KNOWN], ["Sam", "Dana Reyes"], [SAM_KNOWN, DANA_KNOWN | {"name": "Dana Reyes"}]),
        # Another number of names: those who are new are new, and those who stay keep what is theirs.
        ([DANA_KNOWN, SAM_KNOWN], ["Sam", "Dana", "Priya"], [SAM_KNOWN, DANA_KNOWN, {"name": "Priya"}]),
        ([DANA_KNOWN, SAM_KNOWN], ["Dana"], [DANA_KNOWN]),
        ([SAM_KNOWN], ["Dana", "Sam"], [DANA, SAM_KNOWN]),
        # Two of one name are two people.
        ([DANA, DANA_KNOWN], ["Dana", "Dana"], [DANA, DANA_KNOWN]),
        # Someone without a name is not among those typed.
        ([{"email": "x@x", **THANKED}, DANA_KNOWN], ["Dana R"], [DANA_KNOWN | {"name": "Dana R"}, {"email": "x@x", **THANKED}]),
    ],
)  # fmt: skip
def test_whoever_stays_is_still_thanked_however_their_name_is_spelt(before, typed, after):
    told = [{"name": name, "title": ""} for name in typed]
    edited = called("record/interview.ts", EDITED, met(*before), told)
    assert edited["applications"][0]["rounds"][0]["people"] == after
