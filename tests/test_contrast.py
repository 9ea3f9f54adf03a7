"""Contrast as WCAG reckons it, and what a centre is told of a colour that falls short."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_py.build.contrast import PAIRS, contrast, grounds_of, nearest, shortfalls
from checklist_py.build.palette import THEMES, completed, styled
from checklist_py.build.tools import BuildError
from tests.test_build import ROOT

SITE = styled(ROOT / "overrides")
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "reckoned"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54),
     ("#ff0000", "#ffffff", 4.0), ("#0000ff", "#ffffff", 8.59), ("#ffcc00", "#000000", 13.89)],
)  # fmt: skip
def test_contrast_is_what_others_reckon_too(one, other, reckoned):
    assert round(contrast(one, other), 2) == reckoned
    assert contrast(one, other) == contrast(other, one)


def test_the_sites_own_colours_pass_in_both_themes():
    assert [short for theme in THEMES for short in shortfalls(SITE[theme])] == []
    assert completed({}, SITE) == SITE
    for pair in PAIRS:
        assert all(grounds_of(pair, SITE[theme]) for theme in THEMES)


def test_every_colour_that_the_styles_use_is_known():
    """Two themes, the same names, and the card's skies among them."""
    light, dark = ({name for name in SITE[theme] if " " not in name} for theme in THEMES)
    assert light == dark >= {"paper", "card", "ink", "soft", "accent", "on-accent", "tint", "warm", "warm-tint", "edge"}
    assert all("sky 4" in SITE[theme] for theme in THEMES)


def test_a_colour_that_falls_short_is_told_with_its_grounds_and_the_nearest_that_would_do():
    with pytest.raises(BuildError) as told:
        completed({"light": {"accent": "#ffcc00"}}, SITE)
    assert str(told.value) == (
        "extra.centre.colours.light.accent: #ffcc00 (links and buttons) has a contrast of 1.23 to 1 against sky 3 "
        "#dcecdd, as well as on sky 4, warm-tint, sky 2, sky 1, tint, paper, card, and needs 4.5; "
        "the nearest that would do is #7d6400"
    )


def test_every_fault_of_both_themes_is_told():
    with pytest.raises(BuildError) as told:
        completed({"light": {"warm": "#f58220", "edge": "#eeeeee"}, "dark": {"soft": "#333333"}}, SITE)
    assert re.findall(r"colours\.([\w.-]+):", str(told.value)) == ["light.warm", "light.edge", "dark.soft"]


@settings(deadline=None, max_examples=30)
@given(COLOURS, st.sampled_from(("accent", "warm")))
def test_whoever_follows_the_advice_passes(colour, name):
    """Whatever the colour: told what would do, or given it, it does, and what follows from it as well."""
    own = {"light": {name: colour}}
    try:
        completed(own, SITE)
    except BuildError as told:
        for theme, at, better in re.findall(r"colours\.(\w+)\.([\w-]+): .*?would do is (#\w+)", str(told)):
            own.setdefault(theme, {})[at] = better
    assert [short for theme in THEMES for short in shortfalls(completed(own, SITE)[theme])] == []


def test_one_colour_is_enough_and_the_rest_follows():
    given_one = completed({"light": {"accent": "#7a1f3d"}}, SITE)
    assert given_one["light"]["tint"] != SITE["light"]["tint"]
    assert given_one["light"]["on-accent"] == SITE["light"]["on-accent"]
    assert given_one["dark"]["accent"] not in ("#7a1f3d", SITE["dark"]["accent"])
    assert given_one["dark"]["warm"] == SITE["dark"]["warm"]


@given(COLOURS)
def test_the_nearest_is_the_colour_itself_where_that_does(colour):
    assert nearest(colour, lambda _: True) == colour
    assert nearest(colour, lambda _: False) is None
