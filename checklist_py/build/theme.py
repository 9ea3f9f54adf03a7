"""The theme's stylesheets without what the site has no use for: everything else is loaded before the first paint.

Left out are rules for components that no page has, and custom properties that no rule reads. What the pages have is
known once they're built: ``tests/test_build.py`` fails when one has a class of a component that's left out.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import material

from checklist_py.build.cache import cached, digest
from checklist_py.build.tools import BuildError

UNUSED = re.compile(
    r"\.(?:admonition|arithmatex|critic|emojione|footnote|gemoji|grid|highlight|key-|linenos|linenodiv|mermaid|"
    r"tabbed|task-list|twemoji|md-annotation|md-author|md-avatar|md-banner|md-clipboard|md-code|md-consent|"
    r"md-content__button|md-copyright|md-draft|md-feedback|md-footer|md-header__|md-logo|md-meta|md-nav|md-option|"
    r"md-pagination|md-path|md-pin|md-post|md-profile|md-select|md-sidebar|md-social|md-source|md-status|md-tabs|"
    r"md-tag|md-tooltip|md-top\b|md-version)"
)
"""Begins a class of a component that no page has."""

_PROPERTY = re.compile(r"(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|[^;{}\"'])*;?")
_READ = re.compile(r"var\(\s*(--[\w-]+)")
_SPLIT = re.compile(r",(?![^(\[]*[)\]])")


def trimmed_styles(own: Sequence[str]) -> dict[str, Path]:
    """Return the theme's stylesheets by name, trimmed; ``own`` are ours. Raises BuildError for others than these."""
    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    found = {name: list(folder.glob(f"{name}.*.min.css")) for name in ("main", "palette")}
    if any(len(paths) != 1 for paths in found.values()):
        raise BuildError(f"the theme should have one main.*.min.css and one palette.*.min.css in {folder}")
    texts = {name: path.read_text(encoding="utf-8") for name, (path,) in found.items()}

    def make(target: Path) -> None:
        for name, text in texts.items():
            others = (other for each, other in texts.items() if each != name)
            (target / f"{name}.css").write_text(trimmed(text, *others, *own), encoding="utf-8")

    parts = (*texts.values(), *own, Path(__file__).read_text(encoding="utf-8"))
    kept = cached("theme", digest(part.encode() for part in parts), make)
    return {name: kept / f"{name}.css" for name in texts}


def trimmed(css: str, *others: str) -> str:
    """Return a minified stylesheet without the unused; ``others`` are what else may read its properties."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    # The theme's script marks what has the focus by a class, and isn't there before somebody reaches for the search.
    css = css.replace(".focus-visible", ":focus-visible")
    found, before = "".join(_rules(css)), ""
    # A property that's gone may have been the only one to read another.
    while found != before:
        before = found
        found = re.sub(r"[^{}]*\{\}", "", _without_unread(found, others))
    return found


def _without_unread(css: str, others: Sequence[str]) -> str:
    read = {name for text in (css, *others) for name in _READ.findall(text)}
    return _PROPERTY.sub(lambda each: each[0] if each[1] in read else "", css)


def _rules(css: str) -> Iterator[str]:
    """Yield the rules that are used, each with the selectors that are."""
    for head, body in _blocks(css):
        if body is None or head.startswith(("@font-face", "@keyframes", "@-webkit-keyframes")):
            yield head if body is None else f"{head}{{{body}}}"
        elif head.startswith("@"):
            if inner := "".join(_rules(body)):
                yield f"{head}{{{inner}}}"
        elif used := [each for each in _SPLIT.split(head) if not _is_unused(each)]:
            yield f"{','.join(used)}{{{body}}}"


def _is_unused(selector: str) -> bool:
    return UNUSED.search(re.sub(r":not\([^()]*\)", "", selector)) is not None


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield each rule's head and what stands in its braces; for a statement without any, None."""
    start = depth = opened = 0
    for token in re.finditer(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|/\*.*?\*/|[{};]", css, re.DOTALL):
        mark = token[0]
        if mark == "{":
            if depth == 0:
                opened = token.start()
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : token.start()]
                start = token.end()
        elif mark == ";" and depth == 0:
            yield css[start : token.end()].strip(), None
            start = token.end()
