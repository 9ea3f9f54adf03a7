"""The record: one JSON document, read with every guard and written in one canonical form.

Browser storage, a backup file and the command line all have the same document. ``load`` takes
bytes or text and gives a checked record or every fault; ``dump`` writes it so that equal records
are equal bytes.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Never

from checklist_py.core.record.check import Fault, Known, faults_of
from checklist_py.core.record.migrate import Document, migrate
from checklist_py.core.record.shape import MAX_BYTES, MAX_DEPTH, RECORD, Fields, Kind, ListOf, MapOf


class RecordError(ValueError):
    """A record is refused; ``faults`` says everything that's wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, at least one."""
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))


class _FileError(ValueError):
    """The text isn't the kind of JSON that a record may be."""


# Possessive, and an unterminated string ends the scan: time grows with the length alone.
_STRINGS = re.compile(r'"(?:[^"\\]++|\\.)*+\\?(?:"|\Z)', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


def load(source: bytes | str, known: Known) -> Document:
    """Read a record, check it by the rules of the version that wrote it, and bring it up to this one.

    ``source`` is UTF-8, at most 1 MiB, nested at most 32 deep; one leading byte-order mark
    is allowed. Raises RecordError with every fault.
    """
    document = parse(source)
    faults = faults_of(document, known)
    if faults or not isinstance(document, dict):
        raise RecordError(faults)
    return migrate(document)


def parse(source: bytes | str, whole: str = "record") -> object:
    """Read JSON as strictly as a record needs: no NaN, no repeated keys, bounded size and depth.

    Raises RecordError with one fault, at ``whole``.
    """
    try:
        return _parse(source)
    except _FileError as fault:
        raise RecordError([Fault(whole, str(fault))]) from None


def _parse(source: bytes | str) -> object:
    text = _decoded(source)
    depth = deepest = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise _FileError(f"must be nested at most {MAX_DEPTH} deep, not {deepest}")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except json.JSONDecodeError as error:
        raise _FileError(f"must be JSON: {error.msg[:1].lower()}{error.msg[1:]} at line {error.lineno}") from None
    except _FileError:
        raise
    except ValueError:
        # Python refuses to read a number of thousands of digits.
        raise _FileError("must not hold a number that long") from None


def _decoded(source: bytes | str) -> str:
    if isinstance(source, str):
        # A lone surrogate has no UTF-8. It's let through here and reported at its path.
        size = len(source) if source.isascii() else len(source.encode(errors="surrogatepass"))
        text = source
    else:
        size = len(source)
        if size <= MAX_BYTES:
            try:
                text = source.decode()
            except UnicodeDecodeError as error:
                raise _FileError(f"must be UTF-8, which byte {error.start + 1} is not") from None
    if size > MAX_BYTES:
        raise _FileError(f"must have at most {MAX_BYTES:,} bytes, not {size:,}")
    return text.removeprefix("\ufeff")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Once through the pairs: a hostile file may hold very many.
        counts = Counter(key for key, _ in pairs)
        repeated = next(key for key, count in counts.items() if count > 1)
        raise _FileError(f"must not repeat a key, as it does {json.dumps(repeated)}")
    return found


def _constant(name: str) -> Never:
    raise _FileError(f"must not hold {name}")


def _float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _FileError(f"must not hold {text[:20]}, which is too large a number")
    return number


def dump(document: Mapping[str, Any], kind: Kind = RECORD) -> str:
    """Write a record canonically: the table's order of keys, unknown keys after, sorted; two spaces; one line feed."""
    return json.dumps(ordered(document, kind), ensure_ascii=False, indent=2) + "\n"


def dump_within(document: Mapping[str, Any], limit: int = MAX_BYTES) -> str:
    """Write a record canonically, without indentation where that alone would make it too large."""
    text = dump(document)
    if len(text.encode()) <= limit:
        return text
    return json.dumps(ordered(document, RECORD), ensure_ascii=False, separators=(",", ":")) + "\n"


def ordered(value: Any, kind: Kind | None) -> Any:
    """Return ``value`` with the keys of every object in canonical order, and nothing else changed."""
    match kind, value:
        case Fields(), dict():
            kinds = {field.name: field.kind for field in kind.fields}
            known = [name for name in kinds if name in value]
            rest = sorted(key for key in value if key not in kinds)
            return {key: ordered(value[key], kinds.get(key)) for key in [*known, *rest]}
        case MapOf(), dict():
            return {key: ordered(value[key], kind.item) for key in sorted(value)}
        case ListOf(), list():
            return [ordered(item, kind.item) for item in value]
        case _, dict():
            return {key: ordered(value[key], None) for key in sorted(value)}
        case _, list():
            return [ordered(item, None) for item in value]
    return value


def names_of(document: Mapping[str, Any]) -> tuple[frozenset[str], str | None]:
    """Return the time zones and the region that a document names, checked or not, where they're texts."""
    settings = document.get("settings")
    settings = settings if isinstance(settings, dict) else {}
    places: list[Any] = [settings]
    applications = document.get("applications")
    for application in applications if isinstance(applications, list) else ():
        rounds = application.get("rounds") if isinstance(application, dict) else None
        places += rounds if isinstance(rounds, list) else ()
    zones = (place.get("time_zone") for place in places if isinstance(place, dict))
    region = settings.get("region")
    return frozenset(zone for zone in zones if isinstance(zone, str)), region if isinstance(region, str) else None
