"""Pictures for people who would rather look than read, as SVG made from the rules.

A picture is drawn once, 400 units wide, so that its words are as large as the prose on a
phone. It has no colours of its own: the page's styles give them, in either theme. The same
stands below it in words, as a list, which also describes it to a screen reader.
"""

import math
from html import escape
from typing import Any

from markupsafe import Markup

from checklist_py.build import letters
from checklist_py.build.decisions import Ask, Leaf, decisions
from checklist_py.build.weeks import Span, spans
from checklist_py.core.rules.policy import NUMBERS, Policy, policy_from
from checklist_py.core.words.wording import AVERAGE_WAIT

WIDTH = 400
SIZE = 15
LINE = 20
"""Units of the picture: its width, the size of its letters, and from line to line."""

BOLD = 1.05
"""How much wider than the measured regular letters the bold ones may be."""


def picture(name: str, own: Policy | None = None) -> dict[str, Any]:
    """Return a picture with its title and its words, in the guide's figures or a centre's ``own``.

    Raises KeyError for a name that no picture has.
    """
    if name == "first-weeks":
        return _first_weeks([row for row in spans(own) if row.first < WEEKS * 7])
    decision = decisions(own)[name]
    drawn, height = _tree(decision.root, 0, 0)
    return {
        "id": name,
        "title": decision.title,
        "svg": _svg(name, decision.title, height, drawn),
        "tree": decision.root,
        "rows": (),
    }


def figures_in(name: str) -> list[str]:
    """Return which of the policy's numbers a picture would change with. Raises KeyError for an unknown name."""
    plain = picture(name)["svg"]
    changed = ((each.name, policy_from({"policy": {each.name: each.maximum}})) for each in NUMBERS)
    return [number for number, policy in changed if picture(name, policy)["svg"] != plain]


def wide(text: str) -> float:
    """Return how wide a text may be in a picture, in units."""
    return BOLD * letters.wide(text, SIZE)


# --- elements --------------------------------------------------------------------------------


def _el(tag: str, content: str = "", /, **attributes: object) -> str:
    pairs = "".join(f' {name.rstrip("_").replace("_", "-")}="{_said(value)}"' for name, value in attributes.items())
    return f"<{tag}{pairs}>{content}</{tag}>" if content else f"<{tag}{pairs}/>"


def _said(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else escape(str(value))


def _text(text: str, x: float, y: float, **attributes: object) -> str:
    return _el("text", escape(text), x=x, y=y, font_size=SIZE, **attributes)


def _svg(name: str, title: str, height: float, drawn: list[str]) -> Markup:
    head = _el("title", escape(title), id=f"{name}-title")
    tall = math.ceil(height)
    # The list of the same in words has the id that describes it; see made/picture.html.
    attributes = {"role": "img", "aria-labelledby": f"{name}-title", "aria-describedby": f"{name}-words"}
    svg = _el("svg", head + "".join(drawn), viewBox=f"0 0 {WIDTH} {tall}", width=WIDTH, height=tall, **attributes)
    # Our own elements, and every text in them escaped.
    return Markup(svg)  # noqa: S704


# --- a tree of questions ---------------------------------------------------------------------

INDENT = 52
PAD = 11
GAP = 14


def _tree(node: Ask | Leaf, x: float, y: float) -> tuple[list[str], float]:
    """Draw a node and what follows from it, each a step to the right. Return the elements and where they end."""
    kind = "leaf" if isinstance(node, Leaf) else "ask"
    said = letters.lines(node.says, WIDTH - x - 2 * PAD - 1, SIZE * BOLD)
    tall = len(said) * LINE + PAD
    wide_as = min(max(map(wide, said)) + 2 * PAD + 4, WIDTH - x - 1)
    drawn = [_el("rect", x=x + 0.5, y=y + 0.5, width=wide_as, height=tall, rx=9, class_=f"picture__{kind}")]
    drawn += [
        _text(line, x + PAD + 1, y + LINE * (index + 1) - 1, class_=f"picture__{kind}-text")
        for index, line in enumerate(said)
    ]
    bottom = y + tall
    if isinstance(node, Ask):
        stem = x + 16
        answers = []
        for answer, then in (("Yes", node.yes), ("No", node.no)):
            top = bottom + GAP
            joint = top + (LINE + PAD) / 2
            line = f"M{stem} {_said(y + tall)}V{_said(joint)}H{x + INDENT}"
            drawn.append(_el("path", d=line, class_="picture__line"))
            # Over the lines, which it interrupts.
            gap = _el("rect", x=stem - 13, y=joint - 11, width=wide(answer) + 6, height=22, class_="picture__gap")
            answers += [gap, _text(answer, stem - 10, joint + 5, class_="picture__answer")]
            below, bottom = _tree(then, x + INDENT, top)
            drawn += below
        drawn += answers
    return drawn, bottom + (1 if x == 0 else 0)


# --- the first weeks -------------------------------------------------------------------------

WEEKS = 4
TOP = 34
ROW = 52


def _first_weeks(rows: list[Span]) -> dict[str, Any]:
    """Draw the windows of the first weeks, and the average time to a decision."""
    title = "The first weeks after an interview"
    day = WIDTH / (WEEKS * 7)
    average = AVERAGE_WAIT.days
    foot = TOP + ROW * len(rows)
    drawn = []
    for week in range(WEEKS):
        left = week * 7 * day
        drawn.append(
            _el("rect", x=left, y=0, width=7 * day, height=foot, class_=f"picture__week picture__week--{week % 2}")
        )
        drawn.append(_text(f"Week {week + 1}", left + 8, 21, class_="picture__faint"))
    drawn.append(_el("path", d=f"M{_said(average * day)} {TOP}V{foot + 8}", class_="picture__average"))
    for index, row in enumerate(rows):
        y = TOP + ROW * index
        left, right = row.first * day, min(row.last * day, WIDTH)
        # A title starts with its window, or ends with it where there is no room to the right.
        fits = left + wide(row.title) + 4 < WIDTH
        anchor = {} if fits else {"text_anchor": "end"}
        drawn.append(_text(row.title, left if fits else right, y + 17, class_="picture__name", **anchor))
        drawn.append(
            _el("rect", x=left, y=y + 25, width=max(right - left, 6), height=14, rx=7, class_="picture__window")
        )
    average_words = f"{average} days to a decision on average, for {AVERAGE_WAIT.whose} ({AVERAGE_WAIT.publisher})"
    told = letters.lines(average_words, WIDTH - 20, SIZE * BOLD)
    drawn += [
        _text(line, WIDTH, foot + 26 + LINE * index, class_="picture__faint", text_anchor="end")
        for index, line in enumerate(told)
    ]
    described = [*(f"{row.title}: {row.words}." for row in rows), f"{average_words}."]
    # The reasons are plain text for programs too; on a page an apostrophe is a curly one.
    described = [line.replace("'", "’") for line in described]
    height = foot + 32 + LINE * len(told)
    return {
        "id": "first-weeks",
        "title": title,
        "svg": _svg("first-weeks", title, height, drawn),
        "tree": None,
        "rows": described,
    }
