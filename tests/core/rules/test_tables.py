"""Every row of every table has a case that it could fail: a row that nobody tests fails here."""

from checklist_py.core.rules.anchors import ANCHORS
from checklist_py.core.rules.conditions import CONDITIONS
from checklist_py.core.rules.dues import DUES
from checklist_py.core.rules.moments import KINDS
from checklist_py.core.rules.steps import BY_ID, STEPS
from checklist_py.core.rules.untils import UNTILS
from checklist_py.core.words.wording import (
    MOMENT_WORDS,
    OUTCOME_WORDS,
    PROVENANCE_WORDS,
    STAGE_OF_APPLICATION_WORDS,
    STATUS_WORDS,
)
from tests.core.rules.test_centre import EXTRA
from tests.core.rules.test_moments import MOMENTS
from tests.core.rules.test_provenance import CHANGED, PROVENANCE
from tests.core.rules.test_reasons import REASONS
from tests.core.rules.test_stages import STAGES
from tests.core.rules.test_status import ANSWERS, ONLY_WHEN, STATUSES
from tests.core.rules.test_windows import WINDOWS
from tests.core.words.test_why import COUNTED, OWN

IDS = [step.id for step in STEPS]


def rows_of(table):
    """The catalogue's rows that a table of cases is about, each once."""
    return [BY_ID[name] for name in dict.fromkeys(case[0].rpartition("/")[2] for case in table)]


def test_every_step_has_its_window_and_its_provenance_in_the_order_of_the_catalogue():
    assert [case[0].rpartition("/")[2] for case in WINDOWS] == IDS
    assert [case[0].rpartition("/")[2] for case in PROVENANCE] == IDS


def test_every_anchor_due_and_until_dates_a_step():
    windows = rows_of(WINDOWS)
    assert {row.anchor for row in windows} | {anchor for anchor, *_ in EXTRA} == set(ANCHORS)
    units = {unit.replace("_", "-") for _, _, offset, *_ in EXTRA for unit in offset}
    assert {row.due.kind for row in windows} | units == set(DUES)
    assert {row.until.kind for row in windows if row.until} == set(UNTILS)


def test_every_anchor_and_due_is_said():
    said = {row.anchor for row in rows_of(COUNTED)} | {anchor for anchor, *_ in OWN}
    without_a_due = {row.anchor for row in STEPS if row.due.kind == "none"}
    assert said | without_a_due == set(ANCHORS)
    assert {row.due.kind for row in rows_of(REASONS)} | {"days"} == set(DUES)


def test_every_condition_holds_in_one_case_and_fails_in_another():
    assert {(name, holds) for name, _, holds, _ in ONLY_WHEN} == {
        (name, holds) for name in CONDITIONS for holds in (True, False)
    }


def test_every_word_for_what_became_of_it_has_a_case():
    assert {stage for *_, stage in STAGES} == set(STAGE_OF_APPLICATION_WORDS)
    assert {kind for *_, kind in MOMENTS} == set(KINDS) == set(MOMENT_WORDS)
    assert {type_ for type_, *_ in ANSWERS} == set(OUTCOME_WORDS)
    assert {status for _, _, status, _ in STATUSES} == set(STATUS_WORDS)
    assert {whose for _, whose, _ in PROVENANCE} | {whose for *_, whose in CHANGED} == set(PROVENANCE_WORDS)
