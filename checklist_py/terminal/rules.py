"""The rules for people: every step with its dates and who says so, then the numbers that a centre may set."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.steps import STAGES
from checklist_py.core.words.wording import PROVENANCE_WORDS, STAGE_WORDS
from checklist_py.terminal.screen import Screen, indented, labelled, laid_out, typeset

_LABEL = len("only when")


def rules_text(listing: Mapping[str, Any], screen: Screen) -> str:
    """Write the rules for people."""
    return laid_out(_parts(listing), screen)


def _parts(listing: Mapping[str, Any]) -> Iterator[RenderableType]:
    yield Text("Sources 1 to 5 are the texts that the guide is made from; its page “Sources” names them.")
    for stage in STAGES:
        yield ""
        yield Text(STAGE_WORDS[stage].title, "bold")
        for step in listing["steps"]:
            if step["stage"] == stage:
                yield ""
                yield indented(Text.assemble((step["title"], "bold"), "  ", (f"({step['id']})", "dim")), 2)
                yield indented(labelled(_lines(step), gap=2, narrowest=_LABEL), 4)
    yield ""
    yield Text("The numbers that a careers centre may set", "bold")
    yield ""
    yield indented(labelled(_numbers(listing), gap=2), 2)
    yield ""
    yield indented(Text(f"A centre may also add up to {listing['extra_steps']['limit']} steps of its own."), 2)
    yield ""
    yield Text("What “figure” says", "bold")
    yield ""
    figures = ((name, words) for name, words in listing["provenance"].items() if words)
    yield indented(labelled(figures, gap=2, narrowest=_LABEL), 2)


def _lines(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "opens", typeset(step["opens"])
    yield "due", typeset(step["due"])
    if step["until"]:
        yield "too late", f"once {typeset(step['until'])}"
    if step["only_when"]:
        yield "only when", typeset(step["only_when"])
    # A step without a date has no figure to explain.
    if PROVENANCE_WORDS[step["provenance"]]:
        by = f", {_sources(step['figure_sources'])}" if step["figure_sources"] else ""
        yield "figure", f"{step['provenance']}{by}"
    yield "advice", _sources(step["sources"]) or "ours"


def _sources(ids: list[str]) -> str:
    """Name sources by the numbers that the guide marks them with: ``sources 1 and 3`` for 000 and 002."""
    numbers = [str(int(each) + 1) for each in ids]
    if len(numbers) < 2:
        return "".join(f"source {number}" for number in numbers)
    return f"sources {', '.join(numbers[:-1])} and {numbers[-1]}"


def _numbers(listing: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for number in listing["policy"]:
        default = count(number["default"], number["unit"].removesuffix("s"))
        bounds = f"{number['minimum']} to {number['maximum']}"
        yield number["name"], f"{default}; may be {bounds}\n{number['about']}"
