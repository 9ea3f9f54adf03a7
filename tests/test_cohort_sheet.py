"""A cohort's sheet: read as spreadsheets write it, and refused row by row."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py import calendars
from checklist_py.core.record.document import RecordError, dump, load
from tests.cohorts import ROWS, TEXT, cohort, records, row, sheet


def faults(data, zone="Europe/London"):
    return [str(fault) for fault in cohort(data, zone).faults]


def test_rows_of_one_id_employer_and_role_are_interviews_of_one_application():
    found = records(sheet(ROWS))
    assert list(found) == ["s1", "s2"]
    first, second = found["s1"]["applications"]
    assert (first["employer"], first["role"]) == ("Zoë & Co", "Analyst; data")
    assert first["rounds"] == [
        {"id": "r1", "starts": "2026-11-20T15:00", "minutes": 45, "mode": "video", "reply_by": "2026-11-27", "time_zone": "Europe/London"},
        {"id": "r2", "starts": "2026-12-01T10:00", "time_zone": "Europe/London"},
    ]  # fmt: skip
    assert (second["recruiter"], second["thank_you"], second["interest"]) == (True, "both", "unsure")
    assert found["s2"]["applications"][0]["rounds"][0]["time_zone"] == "Europe/Berlin"
    for record in found.values():
        assert load(dump(record), calendars.KNOWN) == record


def test_an_application_has_one_id_for_ever_and_no_two_people_share_it():
    ids = {each["id"] for record in records(sheet(ROWS)).values() for each in record["applications"]}
    again = {each["id"] for record in records(sheet(ROWS[::-1])).values() for each in record["applications"]}
    assert ids == again
    alike = [row(id=f"s{number}", employer="Acme") for number in range(500)]
    assert len({record["applications"][0]["id"] for record in records(sheet(alike)).values()}) == 500


WRITTEN = {
    "UTF-8 with a mark": "\ufeff".encode() + TEXT.encode(),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, the other way round": "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 without a mark, the other way round": TEXT.encode("utf-16-be"),
    "semicolons": sheet(ROWS, ";").encode(),
    "tabs, in UTF-16, as Excel's Unicode text": sheet(ROWS, "\t").encode("utf-16"),
    "line feeds": sheet(ROWS, end="\n").encode(),
    "returns": sheet(ROWS, end="\r").encode(),
    "no line end at the end": TEXT.rstrip().encode(),
    "its separator declared": b"sep=;\r\n" + sheet(ROWS, ";").encode(),
    "its separator declared behind a mark": "\ufeffsep=|\n".encode() + sheet(ROWS, "|").encode(),
    "empty rows and columns at the end": (TEXT.replace("\r\n", ",,\r\n") + ",,,,,,,,,,,,\r\n\r\n ,\r\n").encode(),
    "a line break in a cell": TEXT.replace("Zoë & Co,", '"Zoë \n& Co",').encode(),
    "white space around": TEXT.replace("Acme", "  Acme\u00a0").replace("s2,", " s2 ,").encode(),
    "headings for people": TEXT.replace("reply_by", "Reply by").replace("time_zone", "TIME-ZONE").encode(),
    "a date and time as a spreadsheet shows it when asked for ISO": TEXT.replace("T15:00", " 15:00").replace("T10:00", "T10:00:00").encode(),
    "yes and no": TEXT.replace("TRUE", "yes").encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN)
def test_a_sheet_is_read_as_spreadsheets_write_it(data):
    assert records(data) == records(TEXT)


def test_columns_may_be_left_out_and_stand_in_any_order():
    (record,) = records("starts,id\n2026-11-20T15:00,s1\n").values()
    (application,) = record["applications"]
    assert application["rounds"] == [{"id": "r1", "starts": "2026-11-20T15:00", "time_zone": "Europe/London"}]


# --- what's refused ----------------------------------------------------------------------

AS_TEXT = "; a spreadsheet shows dates in its own way: format the column as text, and write "
OF_STARTS = "line 2, column starts: must be a date and time YYYY-MM-DDTHH:MM"
BAD_CELLS = [
    ("starts", "", "line 2, column starts: is missing"),
    ("starts", "20/11/2026 15:00", f'{OF_STARTS}, not "20/11/2026 15:00"{AS_TEXT}2026-11-20T15:00'),
    ("starts", "11/20/26 3:00 PM", f'{OF_STARTS}, not "11/20/26 3:00 PM"{AS_TEXT}2026-11-20T15:00'),
    ("starts", "20.11.2026 15:00", f'{OF_STARTS}, not "20.11.2026 15:00"{AS_TEXT}2026-11-20T15:00'),
    ("starts", "46346.625", f'{OF_STARTS}, not "46346.625"{AS_TEXT}2026-11-20T15:00'),
    ("starts", "2026-11-20", f'{OF_STARTS}, not "2026-11-20"{AS_TEXT}2026-11-20T15:00'),
    ("starts", "2026-11-20T15:00Z", f'{OF_STARTS}, not "2026-11-20T15:00Z"; leave out Z and offsets: it\'s the time of day at the place in time_zone'),
    ("starts", "2026-02-30T15:00", f'{OF_STARTS} that exists, not "2026-02-30T15:00"'),
    ("starts", "1999-11-20T15:00", "line 2, column starts: must be in the years 2000 to 2100, not 1999"),
    ("reply_by", "27/11/2026", f'line 2, column reply_by: must be a date YYYY-MM-DD, not "27/11/2026"{AS_TEXT}2026-11-27'),
    ("reply_by", "2026-11-31", 'line 2, column reply_by: must be a date YYYY-MM-DD that exists, not "2026-11-31"'),
    ("minutes", "an hour", 'line 2, column minutes: must be a whole number, not "an hour"'),
    ("minutes", "60.0", 'line 2, column minutes: must be a whole number, not "60.0"'),
    ("minutes", "1441", "line 2, column minutes: must be 1 to 1440, not 1441"),
    ("time_zone", "Mars/Olympus", 'line 2, column time_zone: must be a time zone such as Europe/London, not "Mars/Olympus"'),
    ("mode", "carrier pigeon", 'line 2, column mode: must be one of in-person, video, phone, not "carrier pigeon"'),
    ("recruiter", "maybe", 'line 2, column recruiter: must be true or false, not "maybe"'),
    ("thank_you", "flowers", 'line 2, column thank_you: must be one of email, letter, both, not "flowers"'),
    ("interest", "much", 'line 2, column interest: must be one of yes, unsure, no, not "much"'),
    ("employer", "Ac\u0007me", "line 2, column employer: must not hold control characters or line breaks"),
    ("id", "", "line 2, column id: is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "cell", "fault"), BAD_CELLS)
def test_a_bad_cell_is_told_by_line_and_column_and_the_other_rows_go_on(column, cell, fault):
    found = cohort(sheet([row(**{column: cell}), row(id="s2")]))
    assert [str(each) for each in found.faults] == [fault]
    assert [person.name for person in found] == ["s2"]


LEAVING = ("../s1", "..", "/etc/passwd", "a/b", "a\\b", "C:\\s1", "s1.json", ".s1", "-s1", "s 1", "%2e%2e", "s1\u0000", "é1", "x" * 65, "__proto__", "constructor", "CON", "nul", "Aux", "com1", "LPT9")  # fmt: skip


@pytest.mark.parametrize("name", LEAVING, ids=ascii)
def test_an_id_that_is_no_name_for_a_file_in_the_folder_is_refused(name):
    told = faults(sheet([row(id=name)]))
    assert len(told) == 1
    assert told[0].startswith("line 2, column id: must ")


def test_ids_that_differ_in_case_alone_would_be_one_file_to_some_systems():
    found = cohort(sheet([row(id="s1"), row(id="S1", starts="2026-11-25T10:00"), row(id="s1", employer="Acme")]))
    assert [str(each) for each in found.faults] == [
        "line 3, column id: must differ from s1 on line 2 in more than its case"
    ]
    assert [len(person.applications) for person in found] == [2]


def test_a_row_without_a_time_zone_needs_the_option():
    needed = "line 2, column time_zone: is missing; name one such as Europe/London, or give --time-zone for all rows without one"  # fmt: skip
    assert faults(sheet([row(), row(id="s2", time_zone="UTC")]), None) == [needed]


def test_every_fault_of_a_row_is_told_in_the_order_of_columns():
    told = faults("interest,minutes,starts,id\nmuch,0,soon,\n", None)
    assert [each.partition(":")[0].rpartition(" ")[2] for each in told] == ["id", "starts", "minutes", "time_zone", "interest"]  # fmt: skip


def test_rows_of_one_application_must_agree_and_be_different_interviews():
    first = row(recruiter="yes", thank_you="")
    assert faults(sheet([first, row(starts="2026-12-01T10:00", recruiter="no", thank_you="letter")])) == [
        "line 3, column recruiter: must be as on line 2, as it's the same application"
    ]
    assert faults(sheet([first, first])) == [
        "line 3, column starts: must be another interview than that on line 2"
    ]  # fmt: skip
    (record,) = records(sheet([first, row(starts="2026-12-01T10:00", thank_you="letter")])).values()
    assert (record["applications"][0]["recruiter"], record["applications"][0]["thank_you"]) == (True, "letter")


def test_one_row_too_many_of_an_application_or_a_person_is_refused():
    interviews = [row(starts=f"2026-11-20T{hour:02}:00") for hour in range(21)]
    assert faults(sheet(interviews)) == ["line 22: must be one of at most 20 interviews of one application"]
    jobs = [row(role=f"Job {number}") for number in range(501)]
    assert faults(sheet(jobs)) == ["line 502: must be one of at most 500 applications of one id"]


LINE = "id,starts,employer\r\n"
GOOD = "s2,2026-11-20T15:00,Acme\r\n"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ('s1,2026-11-20T15:00,"Acme\r\n' + GOOD, "line 2: opens a quotation mark that is never closed"),
        ('s1,2026-11-20T15:00,"Ac"me\r\n' + GOOD, "line 2: must have two quotation marks for one within a cell"),
        ("s1,2026-11-20T15:00," + "x" * 200_000 + "\r\n" + GOOD, "line 2: must not have a cell that long"),
        ("s1,2026-11-20T15:00,Acme,,London\r\n" + GOOD, "line 2, column 5: must be empty"),
        ('"s1",soon,"A\r\nB"\r\n' + GOOD + "s3,later\r\n", "line 2, column starts: must be"),
    ],
)
def test_a_row_that_is_no_row_is_told_by_the_line_it_begins_on(rows, fault):
    assert faults(LINE + rows)[0].startswith(fault)
    assert all(each.startswith(("line 2", "line 5")) for each in faults(LINE + rows))
    if "never" not in fault:
        assert [person.name for person in cohort(LINE + rows)] == ["s2"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", ["line 1, column id: is missing", "line 1, column starts: is missing"]),
        (b"id\r\ns1", ["line 1, column starts: is missing"]),
        (b"id,starts,Name,e-mail", [f"line 1, column {name}: must be one of id, employer, role, " for name in ("Name", "e-mail")]),
        (b"id,starts,id", ["line 1, column id: must be there once"]),
        (b'id,"starts', ["line 1: opens a quotation mark"]),
        (b'sep="\nid,starts', ['line 1, column sep=": must be one of id']),
        (b"id,starts,employer\r\ns1,2026-11-20T15:00,Zo\xeb", ["line 2: must be in UTF-8 or UTF-16, and isn't; save the sheet as “CSV UTF-8”"]),
        (b"\xff\xfei\x00d\x00\xff", ["line 1: must be in UTF-8 or UTF-16, and isn't"]),
        (b"id,starts\r\n" + b" " * 17_000_000, ["CSV: must have at most 16,777,216 bytes"]),
        (b"PK\x03\x04\x14\x00\x06\x00", ["line 1, column "]),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_sheet_with_other_columns_is_refused_as_a_whole(data, told):
    with pytest.raises(RecordError) as caught:
        cohort(data)
    found = [str(fault) for fault in caught.value.faults]
    assert len(found) >= len(told)
    assert all(each.startswith(start) for each, start in zip(found, told, strict=False))


CELLS = st.text(st.sampled_from('a1-:T/\\"\r\n\t,;=\x00\x0b\x85\u2028é漢\U0001f469 '), max_size=12)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5), st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "latin-1"]))
def test_no_sheet_at_all_raises_anything_else(rows, encoding):
    text = "id,starts,employer\r\n" + "\r\n".join(",".join(cells) for cells in rows)
    with contextlib.suppress(RecordError):
        for person in cohort(text.encode(encoding, "replace")):
            load(dump(person.record(None)), calendars.KNOWN)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_raise_anything_else(data):
    with contextlib.suppress(RecordError):
        assert not list(cohort(b"id,starts\n" + data))
    with contextlib.suppress(RecordError):
        cohort(data)
