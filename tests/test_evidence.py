"""The evidence page: every claim names tests and files that are there, and what the markup alone can show is shown here."""

import posixpath
import re
from html.parser import HTMLParser

import pytest

from checklist_py.build.evidence import Evidence, version
from checklist_py.build.tools import BuildError
from tests.test_build import PAGES, ROOT, SITE
from tests.test_house import MODULES

HELD = Evidence()
MADE = [*MODULES, *sorted((ROOT / "overrides").rglob("*.html"))]


def named_in(file):
    return set(re.findall(r"^(?:async )?def (test_\w+)\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("test", sorted(HELD.numbers))
def test_every_test_that_is_named_is_there(test):
    file, _, name = test.partition("::")
    assert (ROOT / file).is_file()
    assert not name or name in named_in(file)


@pytest.mark.parametrize("file", sorted(set(HELD.files())))
def test_every_file_that_is_named_is_there(file):
    assert (ROOT / file).is_file()


def test_every_criterion_of_a_and_aa_is_there_once_and_with_its_counterparts():
    """WCAG 2.2 has 31 criteria of level A, as 4.1.1 is gone, and 24 of AA; 37 of these came with 2.0 and 12 with 2.1."""
    rows = HELD.data["criterion"]
    assert len({row["number"] for row in rows}) == len(rows) == 55
    assert [sum(row["level"] == level for row in rows) for level in ("A", "AA")] == [31, 24]
    assert [sum(row["since"] == since for row in rows) for since in ("2.0", "2.1", "2.2")] == [37, 12, 6]
    assert sorted(rows, key=lambda row: [int(part) for part in row["number"].split(".")]) == rows
    told = {row["number"]: row for row in HELD.conformance()["rows"]}
    assert told["1.4.3"]["section508"] == "E205.4"
    assert told["1.4.3"]["en301549"] == "9.1.4.3"
    assert (told["1.4.10"]["section508"], told["1.4.10"]["en301549"]) == ("no", "9.1.4.10")
    assert (told["2.5.8"]["wcag21"], told["2.5.8"]["en301549"]) == ("no", "no")


def test_the_page_has_every_claim_and_every_number_leads_to_its_test():
    page = (SITE / "advisers/evidence/index.html").read_text(encoding="utf-8")
    for number in HELD.numbers.values():
        assert f'id="test-{number}"' in page
        assert f'href="#test-{number}"' in page
    assert page.count('class="evidence__criteria"') == 1
    assert page.count("Level A. WCAG") + page.count("Level AA. WCAG") == 55
    assert all(row["asks"] in page for row in HELD.data["claim"])


def test_what_is_shipped_is_named_with_the_version_that_is_installed():
    assert re.fullmatch(r"\d+\.\d+\.\d+", version("npm:pyodide"))
    page = (SITE / "advisers/evidence/index.html").read_text(encoding="utf-8")
    for each in HELD.components()["rows"]:
        assert f"<dt>{each['name']} {each['version']}</dt>" in page


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [('file = ["LICENSE"]\n', ""), ("test = [", "was = ["), ('result = "supports"', 'result = "sort of"'), ('group = "leaving"', 'group = "going"'),
     ("[broken]", '[broken]\n"tests/x.py::test_y" = "z"')],
)  # fmt: skip
def test_a_claim_that_names_nothing_ends_the_build(tmp_path, spoilt, told):
    text = (ROOT / "docs/advisers/evidence.toml").read_text(encoding="utf-8")
    assert spoilt in text
    (tmp_path / "evidence.toml").write_text(text.replace(spoilt, told, 1), encoding="utf-8")
    with pytest.raises(BuildError, match="evidence: "):
        Evidence(tmp_path / "evidence.toml")


# --- what the markup alone can show ---------------------------------------------------------------------------------


class Frame(HTMLParser):
    """What a page's header and foot lead to, in their order."""

    def __init__(self):
        super().__init__()
        self.within, self.links = [], []

    def handle_starttag(self, tag, attrs):
        if tag in {"header", "footer"}:
            self.within.append(tag)
        if tag == "a" and self.within:
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag):
        if tag in {"header", "footer"}:
            self.within.pop()


def test_every_page_has_the_same_header_and_foot_in_the_same_order():
    """Wherever a page is, they lead to the same places."""
    led = set()
    for page in SITE.rglob("index.html"):
        frame = Frame()
        frame.feed(page.read_text(encoding="utf-8"))
        at = "/" + page.parent.relative_to(SITE).as_posix().strip(".")
        led.add(tuple(posixpath.normpath(posixpath.join(at, link)) for link in frame.links))
    assert len(led) == 1
    assert len(led.pop()) >= 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SITE)))
def test_every_page_says_its_language_and_has_a_title(page):
    html = page.read_text(encoding="utf-8")
    assert re.search(r'<html lang="en"', html)
    assert re.search(r"<title>[^<]{5,}</title>", html)


PLAYS = r"<(?:audio|video|iframe|object|embed|marquee|blink|canvas)\b|autoplay|http-equiv=\"refresh\"|new Audio|speechSynthesis"
MOVES = r"draggable|\"drag\w*\"|\"touch(?:move|start|end)\"|devicemotion|deviceorientation|gesture\w+\"|mouseover|mouseenter"


def test_the_site_holds_nothing_that_plays_moves_or_is_dragged():
    for path in [*MADE, *PAGES]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(PLAYS, text), path
        assert not re.search(MOVES, text), path
    for path in (ROOT / "overrides").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"@keyframes|infinite", text), path
        assert not re.search(r"background(?:-image)?:[^;]*url\(", text), path


def test_neither_way_of_holding_a_device_is_demanded():
    assert "orientation" not in (SITE / "manifest.webmanifest").read_text(encoding="utf-8")
    for path in [*MODULES, *(ROOT / "overrides").rglob("*.css")]:
        assert not re.search(r"orientation\s*:\s*(?:portrait|landscape)|orientation\.lock", path.read_text("utf-8")), (
            path
        )


def test_the_field_for_ones_own_name_says_so():
    """The one field that asks for something about the person who uses the page."""
    html = (SITE / "checklist/index.html").read_text(encoding="utf-8")
    label = re.search(r'<label[^>]*for="([\w-]+)">Your name</label>', html)
    assert re.search(rf'<input[^>]*id="{label[1]}"[^>]*autocomplete="name"', html)


def test_nobody_is_asked_to_sign_in():
    for page in PAGES:
        html = page.read_text(encoding="utf-8")
        assert not re.search(
            r'type="password"|autocomplete="(?:username|current-password|one-time-code)"|action="', html
        )
