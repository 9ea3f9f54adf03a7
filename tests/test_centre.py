"""A copy under a centre's own name: one block of mkdocs.yml reaches everything, and each fault in it is told."""

import html
import json
import re

import pytest

from checklist_py.build.centre import centre_from
from checklist_py.build.tools import BuildError
from checklist_py.core.record.preset import unpack_preset
from tests.own_copy import ADDRESS, BLOCK, LOGO, PRESET, ROOT, build, clone
from tests.test_build import PAGES, SITE

STYLES = ROOT / "overrides"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    done = build(clone(folder), folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def text(own, page):
    return (own / page / "index.html").read_text(encoding="utf-8")


def test_the_name_is_on_every_page_in_cards_and_in_the_manifest(own):
    for page in own.rglob("*.html"):
        said = page.read_text(encoding="utf-8")
        assert f'<meta property="og:site_name" content="{BLOCK["name"]}">' in said
        assert re.search(rf'class="top__name">.*{BLOCK["name"]}</span></a>', said)
        assert '<span class="top__short">Northfield</span>' in said
        assert f"- {BLOCK['name']}</title>" in said or page.name == "404.html"
    manifest = json.loads((own / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["short_name"]) == (BLOCK["name"], "Northfield")
    # They show the site as it comes.
    assert manifest["screenshots"] == []


def test_logo_and_colours_reach_pages_icons_and_cards(own):
    logo = re.search(r'<img class="logo *" src="([^"]+)" width="64" height="32" alt="">', text(own, ""))[1]
    assert (own / logo).read_text(encoding="utf-8") == LOGO
    styles = re.search(r'href="(assets/app/centre\.\w+\.css)"', text(own, ""))[1]
    assert "--accent:#7a1f3d;" in (own / styles).read_text(encoding="utf-8")
    # After the site's own, which they take the place of.
    assert text(own, "checklist").index(styles) > text(own, "checklist").rindex("checklist-style")
    for name in ("icon-192.png", "icon-maskable-512.png"):
        assert (own / "assets/icons" / name).read_bytes() != (SITE / "assets/icons" / name).read_bytes()
    assert "data:image/svg+xml;base64," in (own / "assets/favicon.svg").read_text(encoding="utf-8")
    assert (own / "assets/cards/home.png").is_file()
    # What's precached holds them too.
    assert logo in (own / "sw.js").read_text(encoding="utf-8")
    assert styles in (own / "sw.js").read_text(encoding="utf-8")


def test_the_preset_is_in_the_checklists_pages_whole(own):
    packed = re.search(r'<meta name="checklist-preset" content="([^"]+)">', text(own, "checklist"))[1]
    assert json.loads(unpack_preset(packed)) == PRESET
    assert f'content="{packed}"' in text(own, "guide/thank-you")


def test_the_presets_figures_are_in_the_guide_and_each_page_says_whose_they_are(own):
    said = html.unescape(re.sub(r"<[^>]+>", "", text(own, "guide/thank-you")))
    assert "Send it within 48 hours." in said
    assert "Email, within 48 hours." in said
    assert "Northfield Careers has figures of its own" in said
    assert "48 hours, where the guide’s own figure is 24 hours." in said
    # Nothing of it was changed, so there's nothing to say.
    assert "has figures of its own" not in text(own, "guide/offer")
    timing = html.unescape(re.sub(r"<[^>]+>", "", text(own, "timing")))
    assert "one follow-up, where the guide’s own figure is two follow-ups" in timing


def test_who_runs_it_and_where_corrections_go_is_said(own):
    assert '<a href="mailto:careers@example.org">careers@example.org</a>' in text(own, "advisers")
    assert BLOCK["name"] in text(own, "advisers/evidence")
    for page in ("guide/thank-you", "guide", "messages", "timing"):
        assert 'href="https://example.org/careers/corrections"' in text(own, page)


def test_addresses_are_those_of_the_copy(own):
    for page in own.rglob("index.html"):
        canonical = re.search(r'<link rel="canonical" href="([^"]+)">', page.read_text(encoding="utf-8"))[1]
        assert canonical.startswith(ADDRESS)
        # Nothing begins at the host's root, which is another site.
        assert not re.search(r'(?:src|href)="/', page.read_text(encoding="utf-8"))


def test_a_copy_without_a_name_is_as_it_comes_and_says_so():
    for page in PAGES:
        said = page.read_text(encoding="utf-8")
        assert '<meta property="og:site_name" content="After the interview">' in said
        for absent in (
            "checklist-preset",
            "assets/app/centre.",
            "top__short",
            'class="corrections',
            'class="own-figures',
        ):
            assert absent not in said, (page, absent)
    said = (SITE / "advisers/index.html").read_text(encoding="utf-8")
    assert said.count("Not set by whoever runs this copy") == 2


def test_the_tests_of_a_centres_own_clone_are_of_the_site_as_it_comes(tmp_path):
    """Or a copy with a name could never pass them, and a fork on GitHub would publish nothing."""
    done = build(clone(tmp_path), tmp_path / "site", AS_IT_COMES="1", SITE_URL="")
    assert done.returncode == 0, done.stderr
    for page in PAGES:
        assert (tmp_path / "site" / page.relative_to(SITE)).read_bytes() == page.read_bytes()


FAULTS = {
    "an unknown name": ({"xname": "x"}, "extra.centre.xname: isn’t one of name, short_name"),
    "a name that's a list": ({"name": ["x"]}, "extra.centre.name: must be a line of text"),
    "a name with a line break": ({"name": "a\nb"}, "extra.centre.name: must be a line of text"),
    "a long name": ({"name": "x" * 61}, "extra.centre.name: must have at most 60 characters, not 61"),
    "a short name alone": ({"short_name": "x"}, "extra.centre.short_name: needs a name"),
    "a contact that's no address": ({"contact": "room 12"}, "extra.centre.contact: must be an email address"),
    "a contact without encryption": ({"contact": "http://example.org"}, "extra.centre.contact: must be an email"),
    "a contact that's a script": ({"contact": "javascript:alert(1)"}, "extra.centre.contact: must be an email"),
    "a contact with a password": ({"contact": "https://a:b@example.org"}, "extra.centre.contact: must be an email"),
    "a missing logo": ({"logo": "no.svg"}, "extra.centre.logo: no.svg must be an SVG or PNG file"),
    "a logo of another kind": ({"logo": "mkdocs.yml"}, "extra.centre.logo: mkdocs.yml must be an SVG or PNG"),
    "a logo that's only called one": ({"logo": "ours/not.png"}, "extra.centre.logo: ours/not.png isn’t a PNG"),
    "a logo without a size": ({"logo": "ours/bare.svg"}, "extra.centre.logo: ours/bare.svg has no viewBox"),
    "a logo that isn't whole": ({"logo": "ours/torn.svg"}, "extra.centre.logo: ours/torn.svg isn’t an SVG"),
    "a banner": ({"logo": "ours/banner.svg"}, "extra.centre.logo: ours/banner.svg may be at most 6 times as wide"),
    "a heavy logo": ({"logo": "ours/heavy.svg"}, "extra.centre.logo: ours/heavy.svg has 100,0"),
    "a dark logo alone": ({"logo_dark": "ours/logo.svg"}, "extra.centre.logo_dark: needs a logo"),
    "a colour by its name": ({"colours": {"light": {"accent": "red"}}}, "colours.light.accent: must be a colour such"),
    "a colour of nothing": ({"colours": {"light": {"assent": "#000000"}}}, "colours.light.assent: isn’t one of accent"),
    "a theme there isn't": ({"colours": {"sepia": {}}}, "extra.centre.colours.sepia: isn’t one of light, dark"),
    "colours in a list": ({"colours": ["#000000"]}, "extra.centre.colours: must have light, dark, or both"),
    "a colour that falls short": ({"colours": {"light": {"soft": "#999999"}}}, "needs 4.5; the nearest that would do is"),
    "a missing preset": ({"preset": "no.json"}, "extra.centre.preset: no.json must be a preset’s file"),
    "a preset out of bounds": ({"preset": "ours/bounds.json"}, "extra.centre.preset: ours/bounds.json: policy.thank_you_hours: "),
    "a preset that's no preset": ({"preset": "mkdocs.yml"}, "extra.centre.preset: mkdocs.yml: preset: "),
    "a preset without an end": ({"preset": "ours/long.json"}, "characters, and at most 4,000 are read; shorten its step"),
}  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = clone(tmp_path_factory.mktemp("faults"))
    svg = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'.format
    steps = [{**PRESET["policy"]["extra_steps"][0], "id": f"x-{n}", "title": "".join(chr(0x4E00 + (n * 197 + m * 61) % 9000) for m in range(200))} for n in range(10)]  # fmt: skip
    for name, content in {
        "not.png": "words",
        "bare.svg": svg("", ""),
        "torn.svg": "<svg",
        "banner.svg": svg(' viewBox="0 0 700 100"', ""),
        "heavy.svg": svg(' viewBox="0 0 1 1"', " " * 100_000),
        "bounds.json": json.dumps({**PRESET, "policy": {"thank_you_hours": 100}}),
        "long.json": json.dumps({**PRESET, "policy": {"extra_steps": steps}}),
    }.items():
        (folder / "ours" / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("block", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_block_is_told_with_its_place(files, block, told):
    with pytest.raises(BuildError, match=re.escape(told)):
        centre_from({"centre": block}, files, STYLES)


def test_every_fault_is_told_at_once_and_ends_the_build(tmp_path):
    done = build(clone(tmp_path, {"xname": "x", "contact": "room 12", "logo": "no.svg"}, "nowhere"), tmp_path / "site")
    assert done.returncode != 0
    for place in ("centre.xname", "centre.contact", "centre.logo", "corrections"):
        assert f"\nextra.{place}: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("block", [None, {}, {"name": "", "colours": {}, "preset": None}])
def test_nothing_set_is_nothing_changed(block, tmp_path):
    centre = centre_from({"centre": block}, tmp_path, STYLES)
    assert not centre.is_dressed
    assert (centre.name, centre.contact, centre.packed, centre.policy) == ("", None, "", None)


def test_a_block_that_is_no_block_is_told():
    with pytest.raises(BuildError, match="must be a block"):
        centre_from({"centre": ["Northfield"]}, ROOT, STYLES)
