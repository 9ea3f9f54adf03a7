"""Every kind of request that the page makes: what the profile is made from, and what both halves have to answer alike."""

import json
import re
from collections.abc import Iterator
from itertools import batched
from typing import Any

from checklist_py.core.record.shape import MAX_TEXT
from checklist_py.core.words.messages import MESSAGES
from tests import cases, hostile, presets
from tests.bench.planning import many
from tests.browser.test_parity import requests
from tests.test_bridge import told
from tests.test_bridge_presets import FORM, SITE

NOW = "2026-11-23T09:00:00Z"
ONE = cases.record(
    cases.application(cases.interview(), employer="Zoë & Søn 株式会社 😀", role="Größe"), region="GB-ENG"
)
NO_REQUESTS = ('{"op": 1}', "[]", "null", '{"op": "nothing"}', '{"op": "plan"}', '{"op": "unpack", "packed": "%%%"}')
TEXTS = ("", "a", "HTTPS://EXAMPLE.ORG", "12345", "é", "漢字", "a" * 2000, "a" * 3000)


def workload(nth: int = 1, characters: int = 0x110000) -> list[str]:
    """Ordinary, large, broken and hostile requests, in which every op of the bridge is; of the shared records each nth.

    The requests with every character take as long as all the others of ``workload(40)``.
    """
    shared = cases.PARITY[::nth]
    return [
        asked("hello"),
        *requests(shared),
        *(text for document, now in shared[::3] for text in closely(document, now)),
        *large((1, 20, 125, 500) if nth == 1 else (1, 20)),
        *(asked("draft", ONE, name=message.id, application="a", round="r1") for message in MESSAGES),
        *(asked("code", text=text, paper=paper) for text in TEXTS for paper in (False, True)),
        *centres(),
        *refused(nth),
        *every_character(characters),
        *NO_REQUESTS,
    ]


def asked(op: str, document: dict[str, Any] | None = None, **more: Any) -> str:
    record = {"record": cases.as_text(document), **told(document)} if document else {}
    return json.dumps({"op": op, **record, **more})


def closely(document: dict[str, Any], now: str) -> Iterator[str]:
    """What a person asks who looks at every step."""
    yield asked("share", document)
    for application in document["applications"]:
        one = {"now": now, "application": application["id"]}
        keys = [f"{each['id']}/{step}" for each in application["rounds"] for step in (*cases.ROUND_STEPS, "nothing")]
        for key in (*keys, *cases.ONCE_STEPS):
            yield asked("why", document, key=key, **one)
        for each in application["rounds"]:
            yield asked("ics", document, step=f"{each['id']}/follow-up-1", **one)
        for width in (288, 358, 720):
            yield asked("line", document, width=width, **one)


def large(counts: tuple[int, ...]) -> Iterator[str]:
    """So many applications, of which 500 are as many as there may be."""
    for count in counts:
        document = many(count)
        for op in ("plan", "check", "ics", "picture", "journal", "share"):
            yield asked(op, document, now=NOW)
        yield asked("merge", one=cases.as_text(document), other=cases.as_text(ONE), **told(ONE))
        yield asked("restore", document, backup=cases.as_text(ONE))


def every_character(end: int) -> Iterator[str]:
    """Every character that a text may hold, up to a code, in names and notes."""
    allowed = "".join(chr(code) for code in range(end) if not re.match(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", chr(code)))
    for texts in batched(("".join(each) for each in batched(allowed, MAX_TEXT, strict=False)), 10, strict=False):
        applications = [
            {
                **cases.application(cases.interview(journal={"topics": text}), employer=text[:200], role=text[-200:]),
                "id": f"a{number}",
            }
            for number, text in enumerate(texts)
        ]
        document = cases.record(*applications)
        for op in ("check", "plan", "ics", "journal", "share"):
            yield asked(op, document, now=NOW)
        yield asked("draft", document, name=MESSAGES[0].id, application="a0", round="r1")


def centres() -> Iterator[str]:
    """A careers centre's rules, made from its form and from its file, and taken by somebody."""
    yield asked("advise", form=FORM, issued="2026-11-27", site=SITE)
    texts = [json.dumps(presets.preset()), json.dumps(presets.whole())]
    for text in texts + [each.source for each in presets.refused() if isinstance(each.source, str)]:
        yield asked("advise", preset=text, site=SITE)
        yield asked("preset", ONE, preset=text)
    for packed in presets.LINKS.values():
        yield asked("unpack-preset", packed=packed)


def refused(nth: int = 1) -> Iterator[str]:
    """Records that nobody means well with, as one's own and as a backup."""
    nasty = [cases.as_text(hostile.nasty(text)) for text in hostile.NASTY]
    texts = [each.source for each in hostile.refused() if isinstance(each.source, str)]
    for text in [*texts, *nasty][::nth]:
        yield json.dumps({"op": "check", "record": text, **told(ONE)})
        yield asked("restore", ONE, backup=text)
