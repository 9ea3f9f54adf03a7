"""Icons and the cards of shared links: there for every page, in the size asked for, in the colours of the styles."""

import html
import os
import re
import struct
import subprocess
import sys

import pytest

from checklist_py.build import images
from checklist_py.build.palette import styled
from checklist_py.build.tools import BuildError
from tests.test_build import PAGES, ROOT, SITE

ADDRESS = "https://example.org/centre/"
LOOK = images.Look(styled(ROOT / "overrides")["light"])
META = re.compile(r'<meta (?:name|property)="(?P<name>[\w:]+)" content="(?P<content>[^"]*)">')


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The site as a host with an address of its own builds it."""
    folder = tmp_path_factory.mktemp("published")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, env={**os.environ, "SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1"}, check=True,
    )  # fmt: skip
    return folder


def test_every_page_says_what_it_is_when_it_is_shared(published):
    cards = set()
    for page in sorted(published.rglob("index.html")):
        meta = {
            found["name"]: html.unescape(found["content"]) for found in META.finditer(page.read_text(encoding="utf-8"))
        }
        assert meta["og:description"] == meta["description"]
        assert meta["og:title"]
        assert meta["og:url"] == ADDRESS + str(page.parent.relative_to(published)).replace(".", "").strip("/") + (
            "/" if page.parent != published else ""
        )
        assert meta["og:image"].startswith(f"{ADDRESS}assets/cards/")
        card = published / meta["og:image"].removeprefix(ADDRESS)
        assert size_of(card.read_bytes()) == images.CARD
        cards.add(card)
    assert cards == set((published / "assets/cards").iterdir())
    assert len({card.read_bytes() for card in cards}) == len(cards)


def test_a_build_without_an_address_promises_no_card():
    assert not (SITE / "assets/cards").exists()
    assert all("og:image" not in page.read_text(encoding="utf-8") for page in PAGES)


def test_descriptions_are_there_and_each_page_has_its_own():
    told = {}
    for page in SITE.rglob("index.html"):
        found = dict(META.findall(page.read_text(encoding="utf-8")))["description"]
        assert 50 <= len(html.unescape(found)) <= 160, (page, len(found))
        told[found] = page
    assert len(told) == len(list(SITE.rglob("index.html")))


@pytest.mark.parametrize("size", images.ICON_SIZES)
def test_icons_have_their_size_and_every_page_links_to_them(size):
    assert size_of((SITE / f"assets/icons/icon-{size}.png").read_bytes()) == (size, size)
    # The largest is for the web app manifest alone.
    assert size == 512 or all(f"assets/icons/icon-{size}.png" in page.read_text(encoding="utf-8") for page in PAGES)


def test_a_card_whose_words_do_not_fit_ends_the_build():
    assert images.card("Before you leave the room", "word " * 20, "After the interview", LOOK)
    with pytest.raises(BuildError, match="no room for its description"):
        images.card(
            "A title that is so long that it needs two lines of its own", "word " * 40, "After the interview", LOOK
        )
