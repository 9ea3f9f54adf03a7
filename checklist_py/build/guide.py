"""The guide's pages: figures from the rules, and marks that name the sources behind a sentence.

A page is Markdown with a few calls between double braces:

    {{ mark("ask-for-a-card") }}       the sources of one or more pieces of advice that the same texts give
    {{ figure("thank_you_hours") }}    a figure of the rules or of the sources, in words
    {{ due("thank-you-letter") }}      when a step is due, in the words of the timing page; opens() likewise
    {{ fact("decision-days") }}        facts from elsewhere, each with its publisher, country and year
    {{ views("by-hand", "how-soon") }} what the sources say on questions that divide them, and what we do, in one fold
    {{ steps("thank-you") }}           a stage's steps, to be ticked where one reads
    {{ picture("first-weeks") }}       a picture, made from the rules
    {{ words("accept", "decline") }}   links to message templates
    {{ advisers() }}                   the form that makes a centre's link; sheet("handout") and sheet("poster")
    {{ whose() }}                      who runs this copy, and whom to write to
    {{ evidence("conformance") }}      what a centre's own people ask, with the tests behind each answer
    {{ checklist() }}, {{ timing() }}, {{ messages() }}, {{ sources() }}   the whole of what those pages show

What can be named stands in ``docs/register.toml``. A build fails when a name is unknown, when
a piece of advice has no mark on the page that the register gives it, or when the register says
that a text has something on a line beyond its end.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError

from checklist_py.build import advisers, pictures, prerender
from checklist_py.build.cache import ROOT
from checklist_py.build.centre import Centre
from checklist_py.build.evidence import Evidence
from checklist_py.build.figures import figures, windows
from checklist_py.build.markup import made, templates_in
from checklist_py.build.tools import BuildError
from checklist_py.core.rules.policy import NUMBERS, Policy
from checklist_py.core.words import messages
from checklist_py.core.words.numbers import LABELS

REGISTER = ROOT / "docs/register.toml"
TIMING = "timing/"


class Guide:
    """The register, and the marks that the pages of one build have set."""

    def __init__(self, templates: Path, register: Path = REGISTER, whose: Centre | None = None) -> None:
        """Read the register. ``whose`` is the centre whose copy this is, if anybody's.

        Raises BuildError when the register contradicts itself, KeyError for a figure that no rule has.
        """
        self.whose = whose
        self.own = whose.policy if whose else None
        self.named: dict[str, set[str]] = defaultdict(set)
        """The figures that each page names, by its address."""
        # "{#" begins a heading's id in Markdown.
        self.pages = Environment(undefined=StrictUndefined, comment_start_string="{##", comment_end_string="##}")  # noqa: S701  # Markdown
        # What is said in the register may name figures too.
        told = self.pages.from_string(register.read_text(encoding="utf-8")).render(figure=figures().__getitem__)
        data = tomllib.loads(told)
        self.sources: dict[str, Mapping[str, Any]] = _by_id(data["source"], "source")
        self.advice: dict[str, Mapping[str, Any]] = _by_id(data["advice"], "advice")
        self.facts: dict[str, Mapping[str, Any]] = _by_id(data["fact"], "fact")
        self.looked_at: str = data["facts"]["looked_at"]
        self.views: dict[str, Mapping[str, Any]] = _by_id(data["question"], "question")
        self.titles = {
            page: _title(register.parent / "guide" / f"{page}.md")
            for page in {each["page"] for each in self.advice.values()}
        }
        self.marked: dict[str, set[str]] = defaultdict(set)
        self.templates = templates_in(templates)
        self.numbers = {id_: number for number, id_ in enumerate(self.sources, start=1)}
        """What a reader sees of a source's id."""
        self.source_titles = {id_: source["title"] for id_, source in self.sources.items()}
        self._check_places()

    def fill(self, markdown: str, page: str, url: str) -> str:
        """Render one page's calls. ``page`` is its name without a suffix, ``url`` its address in the site.

        Raises BuildError, with the page's name, for a call that cannot be answered.
        """
        root = "../" * url.strip("/").count("/") + ("../" if url.strip("/") else "")
        calls: dict[str, Callable[..., str]] = {
            "mark": lambda *ids: self._mark(ids, page, root),
            "figure": lambda name: self._figure(name, url),
            "due": lambda step: windows(self.own)[step][1],
            "opens": lambda step: windows(self.own)[step][0],
            "fact": lambda *names: self._made("made/facts", facts=[self.facts[name] for name in names], root=root),
            "views": lambda *names: self._made(
                "made/views", questions=[self.views[name] for name in names], sources=self.sources, root=root
            ),
            "steps": lambda stage: self._made(
                "checklist/stage", root=root, **prerender.stage_steps(stage, self.source_titles)
            ),
            "checklist": lambda: self._made(
                "checklist/checklist", root=root, **prerender.checklist(self.source_titles)
            ),
            "picture": lambda name: self._picture(name, self.own),
            "messages": lambda: self._made("made/messages", root=root, **prerender.messages()),
            "words": lambda *names: self._made(
                "made/words", messages=[messages.BY_ID[name] for name in names], root=root
            ),
            "timing": lambda: self._made(
                "made/timing",
                root=root,
                numbers=self.numbers,
                chart=self._picture("first-weeks", None),
                **prerender.timing(self.source_titles),
            ),
            "advisers": lambda: self._made("advisers/form", root=root, **advisers.form()),
            "sheet": lambda kind: self._made("advisers/sheet", root=root, kind=kind),
            "whose": lambda: self._made("made/whose", whose=self.whose),
            "evidence": self._evidence,
            "sources": lambda: self._made(
                "made/sources",
                numbers=self.numbers,
                sources=self.sources,
                advice=self.advice.values(),
                facts=self.facts.values(),
                looked_at=self.looked_at,
                titles=self.titles,
                root=root,
            ),
        }
        try:
            return self.pages.from_string(markdown).render(**calls)
        except (KeyError, TemplateError) as error:
            raise BuildError(f"{page}: {error}") from error

    def check(self) -> None:
        """Raise BuildError when a piece of advice has no mark on its page."""
        missing = [
            f"{id_} (on {each['page']})" for id_, each in self.advice.items() if each["page"] not in self.marked[id_]
        ]
        if missing:
            raise BuildError(f"advice without a mark on its page: {', '.join(missing)}")

    def own_figures(self, url: str) -> list[tuple[str, str, str]]:
        """Return the figures on a page that the centre whose copy this is has changed: about, its own, the guide's.

        The timing page has them all: it goes on showing the guide's, with whose those are.
        """
        changed = [each for each in NUMBERS if self.own and each.name in self.own.changed]
        shown = {each.name for each in changed} if url == TIMING else self.named[url]
        return [
            (each.about.rstrip("."), figures(self.own)[each.name], figures()[each.name])
            for each in changed
            if each.name in shown
        ]

    def _picture(self, name: str, own: Policy | None) -> str:
        """Return a picture; one in the guide's figures names them, so that the page can say whose they are."""
        named = [] if own else pictures.figures_in(name)
        return self._made("made/picture", figures=named, **pictures.picture(name, own))

    def _evidence(self, part: str, group: str = "", title: str = "") -> str:
        evidence = Evidence()
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "conformance": evidence.conformance,
            "untested": evidence.conformance,
            "answers": lambda: {**evidence.answers(group), "title": title},
            "stored": evidence.stored,
            "components": evidence.components,
            "proofs": evidence.proofs,
        }
        return self._made("made/evidence", part=part, **parts[part]())

    def _figure(self, name: str, url: str) -> str:
        """Return a figure in words; one of the policy's so that a page can add what the reader's own centre says."""
        self.named[url].add(name)
        words = figures(self.own)[name]
        return f'<span data-figure="{name}">{words}</span>' if name in LABELS else words

    def _check_places(self) -> None:
        """Raise BuildError when the register names a source that it doesn't have, or a line beyond a source's end."""
        for id_, entry in (*self.advice.items(), *self.views.items()):
            for source, line in _places(entry):
                if source not in self.sources:
                    raise BuildError(f"{id_}: there is no source {source}")
                if line not in range(1, self.sources[source]["lines"] + 1):
                    raise BuildError(
                        f"{id_}: source {source} has no line {line}, but lines 1 to {self.sources[source]['lines']}"
                    )

    def _mark(self, ids: tuple[str, ...], page: str, root: str) -> str:
        texts = [tuple(self.advice[id_]["lines"]) for id_ in ids]
        if len(set(texts)) > 1:
            raise BuildError(f"{page}: {', '.join(ids)} share a mark, but different sources give them")
        numbers = [str(self.numbers[source]) for source in texts[0]]
        titles = escape("; ".join(self.sources[source]["title"] for source in texts[0]))
        named = f"{'Sources' if len(numbers) > 1 else 'Source'} {', '.join(numbers)}"
        # Where a page marks a piece of advice for the first time, its own address leads there.
        anchors = "".join(f'<span id="advice-{id_}"></span>' for id_ in ids if page not in self.marked[id_])
        for id_ in ids:
            self.marked[id_].add(page)
        link = f'<a href="{root}sources/#advice-{ids[0]}" title="{titles}" aria-label="{named}">{" ".join(numbers)}</a>'
        return f'<sup class="mark" data-search-exclude>{anchors}{link}</sup>'

    def _made(self, template: str, **context: object) -> str:
        return made(self.templates, template, **context)


def _title(page: Path) -> str:
    """Return a page's own title. Raises BuildError when there is no such page."""
    if not page.exists():
        raise BuildError(f"the register names a page that is not there: {page.name}")
    return next(
        line.removeprefix("# ") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("# ")
    )


def _by_id(tables: list[dict[str, Any]], kind: str) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {each["id"]: each for each in tables}
    if len(found) != len(tables):
        raise BuildError(f"the register repeats the id of a {kind}")
    return found


def _places(entry: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Say where in the sources an entry's passages are: the source's id and the line, from 1 on."""
    for each in (entry, *entry.get("view", [])):
        yield from each.get("lines", {}).items()
