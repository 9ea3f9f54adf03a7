"""How easily each page reads: its words as a reader meets them, and their school grade.

``python -m tests.reading`` prints the table. The grade is Flesch and Kincaid's, as textstat
counts it, with British syllables.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import textstat

SITE = Path(__file__).parents[1] / "site"
HARDEST = 7.0
"""The grade no page may go over: what a person of twelve or thirteen reads with ease."""

VOID = {"br", "img", "input", "link", "meta", "hr"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd", "td", "th", "summary", "figcaption", "label"}
SKIPPED = {"script", "style", "svg", "template", "nav", "header", "footer", "sup", "table", "code", "button", "select", "option", "title", "dialog", "cite"}  # fmt: skip


class Prose(HTMLParser):
    """Gathers the sentences of a page's article."""

    def __init__(self):
        super().__init__()
        self.open, self.said = [], []

    def handle_starttag(self, tag, _attrs):
        if tag not in VOID:
            self.open.append(tag)
        if tag in BLOCKS:
            self.said.append("")

    def handle_startendtag(self, *_):
        """A shape in a picture: nothing to read."""

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass
        if tag in BLOCKS:
            self.said.append("")

    def handle_data(self, data):
        if "article" in self.open and not SKIPPED & set(self.open):
            self.said[-1:] = [(self.said[-1] if self.said else "") + data]


def sentences(html):
    prose = Prose()
    prose.feed(html)
    told = (re.sub(r"\s+", " ", text).strip() for text in prose.said)
    # What is not a sentence (a heading, a date) would count as one without end.
    return [text for text in told if re.search(r"[.?!:;”]$", text)]


def grade(html):
    """Return a page's grade and how many words it has."""
    text = " ".join(re.sub(r"[:;”]$", ".", sentence) for sentence in sentences(html))
    textstat.set_lang("en_GB")
    return textstat.flesch_kincaid_grade(text), len(text.split())


def pages():
    """Return every page's file by its address."""
    return {str(path.relative_to(SITE)).removesuffix("/index.html"): path for path in sorted(SITE.rglob("*.html"))}


if __name__ == "__main__":
    for name, path in pages().items():
        found, words = grade(path.read_text(encoding="utf-8"))
        print(f"{found:5.1f}  {words:5} words  {name}")
