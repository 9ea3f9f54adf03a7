"""The page that a careers centre hands on to its own people: every claim with the test or the file that holds it.

All of it is said in ``docs/advisers/evidence.toml``. Tests are numbered in the order in which the
page first names them, and listed at its end with how each was seen failing, where it was.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from checklist_py.build.cache import ROOT
from checklist_py.build.tools import BuildError, node_package

EVIDENCE = ROOT / "docs/advisers/evidence.toml"

RESULTS = {
    "supports": "are supported",
    "partially supports": "are partly supported",
    "does not support": "are not supported",
    "not applicable": "don’t apply",
}
"""What a conformance report may say of a criterion, and the same of several."""
GROUPS = ("data", "security", "leaving")


class Evidence:
    """What is claimed, and by what each claim is held."""

    def __init__(self, source: Path = EVIDENCE) -> None:
        """Read it. Raises BuildError for a claim that names nothing, or a result or group that there isn't."""
        self.data: Mapping[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
        for each in (*self.data["criterion"], *self.data["claim"]):
            where = each.get("number") or each.get("asks")
            # A criterion is held by tests alone.
            holds = ("test",) if "number" in each else ("test", "file")
            if not any(map(each.get, holds)):
                raise BuildError(f"evidence: “{where}” names no {' and no '.join(holds)}")
            if each.get("result", "supports") not in RESULTS or each.get("group", GROUPS[0]) not in GROUPS:
                raise BuildError(f"evidence: “{where}” has a result or a group that there isn’t")
        self.numbers = {test: number for number, test in enumerate(dict.fromkeys(self.tests()), start=1)}
        if strange := set(self.data["broken"]) - set(self.numbers):
            raise BuildError(f"evidence: seen failing, and named by no claim: {', '.join(sorted(strange))}")

    @property
    def claims(self) -> list[Mapping[str, Any]]:
        """The criteria, and then the answers, in the order of the page."""
        answers = sorted(self.data["claim"], key=lambda each: GROUPS.index(each["group"]))
        return [*self.data["criterion"], *answers]

    def tests(self) -> Iterator[str]:
        """Yield every test that's named, as pytest calls it; one may come more than once."""
        for each in self.claims:
            yield from each.get("test", ())

    def files(self) -> Iterator[str]:
        """Yield every file that's named."""
        for each in self.claims:
            yield from each.get("file", ())

    def conformance(self) -> dict[str, Any]:
        """Return what the table of criteria needs."""
        rows = self.data["criterion"]
        return {
            "checked": self.data["checked"],
            "rows": [{**row, **_elsewhere(row), "proofs": self._numbered(row["test"])} for row in rows],
            "counts": [(said, count) for result, said in RESULTS.items() if (count := _count(rows, result))],
            "untested": [each["says"] for each in self.data["untested"]],
        }

    def answers(self, group: str) -> dict[str, Any]:
        """Return the questions of a group with their answers. Raises KeyError for a group that there isn't."""
        if group not in GROUPS:
            raise KeyError(group)
        found = [each for each in self.claims if each.get("group") == group]
        return {
            "group": group,
            "rows": [
                {**each, "proofs": self._numbered(each.get("test", ())), "files": each.get("file", ())}
                for each in found
            ],
        }

    def stored(self) -> dict[str, Any]:
        """Return what a browser keeps."""
        return {"rows": self.data["stored"]}

    def components(self) -> dict[str, Any]:
        """Return what is shipped, with the version that's installed."""
        return {"rows": [{**each, "version": version(each.get("package"))} for each in self.data["component"]]}

    def proofs(self) -> dict[str, Any]:
        """Return the tests by their numbers, each with how it was seen failing."""
        broken = self.data["broken"]
        rows = [
            {"number": number, "file": file, "name": name, "broken": broken.get(test)}
            for test, number in self.numbers.items()
            for file, _, name in (test.partition("::"),)
        ]
        return {"rows": rows, "seen": len(broken)}

    def _numbered(self, tests: Iterable[str]) -> list[int]:
        return [self.numbers[test] for test in tests]


def version(package: str | None) -> str:
    """Return the version of ``npm:NAME`` or ``pypi:NAME`` as installed; without one, this project's own."""
    if package is None:
        project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return project["version"]
    kind, _, name = package.partition(":")
    if kind == "pypi":
        return metadata.version(name)
    found: str = json.loads((node_package(name) / "package.json").read_text(encoding="utf-8"))["version"]
    return found


def _elsewhere(row: Mapping[str, str]) -> dict[str, str]:
    """Say which other standards have a criterion of WCAG 2.2, by the version that brought it.

    Section 508 (36 CFR 1194, E205.4) takes WCAG 2.0, levels A and AA; EN 301 549 V3.2.1 has those of 2.1 as clauses
    9.1.1.1 and so on.
    """
    since = row["since"]
    return {
        "wcag21": "no" if since == "2.2" else row["number"],
        "section508": "E205.4" if since == "2.0" else "no",
        "en301549": "no" if since == "2.2" else f"9.{row['number']}",
    }


def _count(rows: Iterable[Mapping[str, str]], result: str) -> int:
    return sum(row["result"] == result for row in rows)
