"""Words for what is counted."""

from checklist_py.core.rules.amounts import count


def test_one_is_one_and_more_are_several():
    assert (count(0, "note"), count(1, "note"), count(2, "working day")) == ("0 notes", "1 note", "2 working days")
