"""The guide: every piece of advice has its place, every mark an entry, and no figure is typed by hand."""

import re
from pathlib import Path

import pytest

from checklist_py.build.figures import figures, in_words
from checklist_py.build.guide import REGISTER, Guide
from checklist_py.build.tools import BuildError
from checklist_py.core.words.messages import MESSAGES, words_of
from checklist_py.core.words.wording import WORDS
from tests import own_words, reading

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "overrides"
PROSE = sorted(path for path in (ROOT / "docs").rglob("*.md") if path.name not in {"design.md", "reliability.md"})

NUMBER = r"(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty)"
UNIT = r"(?:(?:minutes?|hours?|days?|weeks?|months?|working days?|percent|follow-ups?)\b|%)"
TYPED = re.compile(rf"\b{NUMBER}(?:\s+(?:or|to)\s+{NUMBER})?\s*{UNIT}", re.IGNORECASE)

IDIOMS = (
    "A day late, or four?",  # how late someone is, which no rule says
    "Keep an hour free",  # more or less what an interview takes
)


def typed_in(text):
    for idiom in IDIOMS:
        text = text.replace(idiom, "")
    return [" ".join(each.split()).lower() for each in TYPED.findall(text)]


@pytest.fixture(scope="module")
def guide():
    return Guide(TEMPLATES)


def marks_in(path):
    return {
        id_
        for call in re.findall(r"\{\{ mark\(([^)]*)\) \}\}", path.read_text(encoding="utf-8"))
        for id_ in re.findall(r'"([^"]+)"', call)
    }


def test_every_piece_of_advice_has_a_mark_on_its_page_and_every_mark_an_entry(guide):
    marked = {path.stem: marks_in(path) for path in (ROOT / "docs/guide").glob("*.md")}
    assert set().union(*marked.values()) == set(guide.advice)
    for id_, advice in guide.advice.items():
        assert id_ in marked[advice["page"]], id_


def test_the_register_is_short_clear_and_names_its_sources(guide):
    assert 140 <= len(guide.advice) <= 180
    for id_, advice in guide.advice.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)
        assert 8 <= len(advice["says"]) <= 140, id_
        assert advice["says"].endswith((".", "?", "”")), id_
        assert advice["lines"], id_
    said = [advice["says"] for advice in guide.advice.values()]
    assert len(set(said)) == len(said)
    assert {source for advice in guide.advice.values() for source in advice["lines"]} == set(guide.sources)


def test_every_passage_is_on_a_line_of_its_text(guide):
    """Of advice and of views alike. The texts aren’t here, so this holds their lengths alone."""
    views = [view for question in guide.views.values() for view in question["view"]]
    for entry in (*guide.advice.values(), *views):
        for source, line in entry["lines"].items():
            assert 1 <= line <= guide.sources[source]["lines"], entry["says"]


def test_a_mark_names_the_sources_of_its_entry_and_no_others(guide):
    for path in (ROOT / "docs/guide").glob("*.md"):
        for call in re.findall(r"\{\{ mark\([^)]*\) \}\}", path.read_text(encoding="utf-8")):
            numbers = re.search(r">([1-5 ]+)</a>", guide.fill(call, path.stem, f"guide/{path.stem}/"))[1].split()
            for id_ in re.findall(r'"([^"]+)"', call):
                assert numbers == [str(guide.numbers[source]) for source in guide.advice[id_]["lines"]], id_


@pytest.mark.parametrize(
    ("told", "instead", "wrong"),
    [
        ('lines = { "001" = 3 }', 'lines = { "009" = 3 }', "stay-calm: there is no source 009"),
        ('lines = { "001" = 3 }', 'lines = { "001" = 28 }', "stay-calm: source 001 has no line 28, but lines 1 to 27"),
        ('lines = { "001" = 3 }', 'lines = { "001" = 0 }', "stay-calm: source 001 has no line 0, but lines 1 to 27"),
    ],
)  # fmt: skip
def test_a_passage_that_is_nowhere_stops_the_build(tmp_path, told, instead, wrong):
    (tmp_path / "guide").symlink_to(ROOT / "docs/guide")
    register = tmp_path / "register.toml"
    register.write_text(REGISTER.read_text(encoding="utf-8").replace(told, instead, 1), encoding="utf-8")
    with pytest.raises(BuildError, match=wrong):
        Guide(TEMPLATES, register)


def test_pieces_of_advice_share_a_mark_only_when_the_same_texts_give_them():
    guide = Guide(TEMPLATES)
    shared = guide.fill('{{ mark("half-an-hour", "few-do") }}', "thank-you", "guide/thank-you/")
    assert 'id="advice-half-an-hour"' in shared
    assert 'id="advice-few-do"' in shared
    with pytest.raises(BuildError, match="few-do, within-a-day share a mark, but different sources give them"):
        guide.fill('{{ mark("few-do", "within-a-day") }}', "thank-you", "guide/thank-you/")


def test_every_question_that_divides_the_sources_is_on_its_page(guide):
    for id_, question in guide.views.items():
        text = (ROOT / f"docs/guide/{question['page']}.md").read_text(encoding="utf-8")
        assert re.search(rf'{{{{ views\([^)]*"{id_}"', text)
        assert len(question["view"]) >= 2


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT / "docs")))
def test_no_figure_is_typed_into_prose(path):
    prose = re.sub(r"\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert typed_in(prose) == []


def test_no_figure_is_typed_into_the_register():
    told = REGISTER.read_text(encoding="utf-8")
    facts = re.compile(r"\[\[fact\]\].*?(?=\n\[\[|\n# ---)", re.DOTALL)
    rest = re.sub(r"\{\{.*?\}\}", "", facts.sub("", told))
    assert typed_in(rest) == []


@pytest.mark.parametrize(
    "typed", ["within 24 hours", "after a week", "ten working days", "five or six days", "80 %", "Two follow-ups"]
)
def test_a_typed_figure_is_found(typed):
    assert TYPED.search(typed)


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [(1, "working days", "one working day"), (10, "working days", "ten working days"), (7, "days", "a week"), (14, "days", "two weeks"),
     (24, "hours", "24 hours"), (5, "days", "five days"), (0, "follow-ups", "no follow-ups"), (12, "hours", "twelve hours"), (13, "hours", "13 hours")],
)  # fmt: skip
def test_amounts_are_said_as_prose_says_them(number, unit, said):
    assert in_words(number, unit) == said


def test_the_figures_are_those_of_the_rules():
    assert figures()["thank_you_hours"] == "24 hours"
    assert figures()["went_well"] == "five or six"


@pytest.mark.parametrize(
    "call", ['mark("nothing")', 'figure("nothing")', 'views("nothing")', "nothing()", 'due("nothing")', "{"]
)
def test_a_call_that_cannot_be_answered_names_its_page(guide, call):
    with pytest.raises(BuildError, match=r"^some-page: "):
        guide.fill(f"{{{{ {call} }}}}", "some-page", "guide/some-page/")


def test_a_build_with_advice_that_no_page_carries_fails():
    guide = Guide(TEMPLATES)
    guide.fill('{{ mark("ask-why") }}', "a-no", "guide/a-no/")
    with pytest.raises(BuildError, match=r"advice without a mark on its page: .*celebrate"):
        guide.check()


def test_a_mark_leads_to_the_register_from_any_depth(guide):
    assert 'href="../../sources/#advice-ask-why"' in guide.fill('{{ mark("ask-why") }}', "a-no", "guide/a-no/")
    assert 'href="sources/#advice-ask-why"' in guide.fill('{{ mark("ask-why") }}', "index", "")


AMERICAN = re.compile(
    r"\b(\w*(?:color|favor|honor|labor|behavior|neighbor)\w*|\w+iz(?:e|es|ed|ing|ation)s?|centers?|programs|practiced|practicing|canceled|traveled|fulfill|gray|check (?:mark)|resum\u00e9s?)\b",
    re.IGNORECASE,
)
BRITISH_ALL_THE_SAME = {"size", "sizes", "prize", "sized", "seize", "laboratory"}


def american_in(text):
    return [found for found in AMERICAN.findall(text) if found.lower() not in BRITISH_ALL_THE_SAME]


@pytest.mark.parametrize("path", [*PROSE, REGISTER], ids=lambda path: path.name)
def test_spelling_is_british(path):
    prose = re.sub(r"\{\{.*?\}\}|https://\S+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert american_in(prose) == []


def steps_and_messages():
    """Return everything that the steps and the messages say."""
    return [
        *(part for words in WORDS.values() for part in words),
        *(words_of(message, turn) + message.when for message in MESSAGES for turn in range(20)),
    ]


@pytest.mark.parametrize("path", [*PROSE, REGISTER, ROOT / "README.md"], ids=lambda path: path.name)
def test_no_page_borrows_a_sentence_from_a_source(guide, path):
    """Not even six words in a row, the sources' own titles excepted."""
    titles = {run for title in guide.source_titles.values() for run in own_words.runs(title)}
    prose = re.sub(r"\{\{ mark\([^)]*\) \}\}|^title = .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(own_words.borrowed(prose)) <= titles


def test_no_step_and_no_message_borrows_a_sentence_from_a_source():
    assert [run for told in steps_and_messages() for run in own_words.borrowed(told)] == []


def test_a_borrowed_sentence_is_found(guide):
    titles = list(guide.source_titles.values())
    assert own_words.borrowed(f"We like “{titles[2]}”.") == list(own_words.runs(titles[2]))
    assert own_words.borrowed("Nobody else has ever put it in quite this way before") == []


def test_the_steps_and_messages_are_spelt_the_british_way():
    assert american_in(" ".join(steps_and_messages())) == []
    assert american_in("We organize our favorite programs") == ["organize", "favorite", "programs"]


@pytest.mark.parametrize("name", reading.pages())
def test_every_page_reads_easily(name):
    found, words = reading.grade(reading.pages()[name].read_text(encoding="utf-8"))
    assert words > 40
    assert found <= reading.HARDEST


def test_the_register_reads_easily(guide):
    said = "".join(f"<p>{advice['says']}</p>" for advice in guide.advice.values())
    assert reading.grade(f"<article>{said}</article>")[0] <= reading.HARDEST


def test_every_page_is_graded():
    assert len(reading.pages()) == len(list((ROOT / "docs").rglob("*.md"))) + 1


def test_hard_prose_is_found():
    hard = "Notwithstanding considerable organisational complexity, prospective candidates should nevertheless endeavour to facilitate expeditious communication with representatives of the organisation."
    assert reading.grade(f"<article><p>{hard}</p></article>")[0] > reading.HARDEST
