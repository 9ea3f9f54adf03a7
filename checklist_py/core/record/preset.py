"""A preset: what a careers centre hands out, and what becomes of a record that takes it.

A preset is a document of its own (``PRESET`` in ``shape.py``): whose policy it is, when it was issued, a page to turn
to, a region, and the policy. It travels in a link, packed as a record is, and is read with the same guards. Taking it
replaces the settings in ``CENTRE``, and the region when it names one; nothing else of a record is ever touched.

It comes from a stranger, so its names are plainer than those that people write for themselves: no markup, no address
but in the fields that are checked as one, and nothing that's there and can't be seen.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from checklist_py.core.record.check import Fault, Known, faults_of
from checklist_py.core.record.document import RecordError, dump, parse
from checklist_py.core.record.migrate import Document
from checklist_py.core.record.packing import Packing
from checklist_py.core.record.shape import PRESET
from checklist_py.core.rules.steps import STEPS

LONGEST = 4_000
"""Characters of a packed preset."""

LONGEST_IN_CODE = 990
"""Bytes of a link in a QR code of version 25 with error correction M, in bytes: ISO/IEC 18004 has 997."""

FRAGMENT = "checklist/#preset="
"""Where a link leads, from the site's own address on."""

type Standing = Literal["first", "same", "newer", "older", "revised", "another"]

# Never edited: links made with it must stay readable for ever. The most common comes last.
DICTIONARY = (
    b'"region":"US-"region":"GB-SCT""region":"GB-WLS""region":"GB-NIR""region":"IE""region":"AU-"region":"CA-"region":"DE-'
    b'"ask-next-steps","record-facts","decide-interest","rearrange","find-missing-names","thank-you-email"'
    b'"follow-up-1","follow-up-3","let-go","research-deeper","settle-commitment","review-resume"'
    b'"review-notes","get-recruiter-feedback","show-interest","ask-remaining-steps","thank-for-offer"'
    b'"settle-terms","ask-for-time","negotiate","learn","start-again"'
    b'"celebrate","tell-others","ask-referral","ask-why","alert-current-referees","line-up-references","keep-searching"'
    b'"debrief-recruiter","diarise-follow-up","ask-follow-up-permission","ask-meanwhile","share-contacts","collect-contacts"'
    b'"score-answers","clear-up","reflect","settle","follow-up-2","thank-everyone","thank-you-letter"'
    b"Tell us how it went Tell the careers service Book an appointment Book a mock interview Practise Send us your "
    b"Careers and Employability Service University of College School Career Center Centre Student appointments jobs "
    b'"scope":"application","anchor":"refusal","offset":{"hours":"scope":"application","anchor":"acceptance","offset":{"hours":'
    b'"scope":"application","anchor":"offer","offset":{"working_days":1"scope":"round","anchor":"reply-by","offset":{"working_days":'
    b'"scope":"round","anchor":"start","offset":{"hours":1,"title":"Tell your careers adviser how it went","url":"https://www.'
    b'.edu/careers/.ac.uk/careers/appointments","scope":"round","anchor":"end","offset":{"working_days":2}},{"id":"x-"}}],"left_out":["'
    b'{"format":"after-the-interview-preset","version":1,"centre":" Careers Service","link":"https://careers..ac.uk/",'
    b'"issued":"2027-"issued":"2026-1","region":"GB-ENG","policy":{"thank_you_hours":48,"follow_up_days":10,"grace_working_days":2,'
    b'"follow_up_spacing_working_days":5,"max_follow_ups":1,"decide_working_days":3,"extra_steps":[{"id":"x-","title":"'
)

_PACKING = Packing("1", PRESET, DICTIONARY, LONGEST)
_IDS = frozenset(step.id for step in STEPS)
_MARKUP = re.compile(r"[<>]")
_ADDRESS = re.compile(r"[A-Za-z]:\s*//|\bwww\.|\b(?:java|vb)script\s*:", re.IGNORECASE)
# Two that join letters or keep them apart, and two that give the direction of what's around them, are needed to write.
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u180e\u200b\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_SEEN = re.compile(r"[^\s\u034f\u115f\u1160\u180e\u200c-\u200f\u2800\u3164\uffa0]")
_SITE = re.compile(r"https?://[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]*(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?", re.ASCII)


_PAGE = re.compile(r"\.html?$")
"""A page of the site, where its home page is asked for."""


def load_preset(source: bytes | str, known: Known, *, is_new: bool = False) -> Document:
    """Read a preset and check it. Raises RecordError with every fault; those of the whole are at ``preset``.

    One that ``is_new``, and is about to be handed out, may only leave out steps that there are. One that's taken may
    have been made by a newer version, which knows more of them; leaving those out means nothing here.
    """
    document = parse(source, "preset")
    faults = faults_of(document, known, PRESET, "preset")
    if isinstance(document, dict):
        places = {fault.path for fault in faults}
        faults += [fault for fault in _faults(document, is_new=is_new) if fault.path not in places]
    if faults or not isinstance(document, dict):
        raise RecordError(faults)
    return document


def dump_preset(preset: Mapping[str, Any]) -> str:
    """Write a preset canonically, as a record is written."""
    return dump(preset, PRESET)


def pack_preset(preset: Mapping[str, Any]) -> str:
    """Pack a checked preset into text that may stand in a link. It may be longer than ``LONGEST``."""
    return _PACKING.pack(preset)


def unpack_preset(packed: str) -> str:
    """Return the text of a packed preset, which isn't checked yet: ``load_preset`` does that.

    Raises RecordError, with a fault at ``link``, for anything that isn't a packed preset.
    """
    return _PACKING.unpack(packed)


# --- what it may say ---------------------------------------------------------------------


def _faults(preset: Mapping[str, Any], *, is_new: bool) -> Iterator[Fault]:
    """Yield what a preset may not say, though a record's settings may. It's checked already, and perhaps faulty."""
    centre = preset.get("centre")
    policy = preset.get("policy")
    policy = policy if isinstance(policy, dict) else {}
    steps, left_out = (
        found if isinstance(found := policy.get(key), list) else [] for key in ("extra_steps", "left_out")
    )
    if isinstance(centre, str):
        yield from _plain(centre, "centre")
    for index, step in enumerate(steps):
        if isinstance(step, dict) and isinstance(step.get("title"), str):
            yield from _plain(step["title"], f"policy.extra_steps[{index}].title")
    if is_new:
        for index, step in enumerate(left_out):
            if isinstance(step, str) and step not in _IDS:
                yield Fault(f"policy.left_out[{index}]", "must be a step of the rules, such as thank-you-letter")


def _plain(text: str, path: str) -> Iterator[Fault]:
    if not _SEEN.search(text):
        yield Fault(path, "must not be empty")
    elif _MARKUP.search(text):
        yield Fault(path, "must be plain words, without < or >")
    elif _ADDRESS.search(text):
        yield Fault(path, "must be plain words: an address goes where addresses go, and is shown there")
    elif _UNSEEN.search(text):
        yield Fault(path, "must not hold characters that can't be seen")


# --- the link ----------------------------------------------------------------------------


def link(preset: Mapping[str, Any], site: str) -> str:
    """Return the link that offers a checked preset on the site at this address.

    Raises RecordError: at ``site`` for anything but an http or https address of a folder, as a browser's address bar
    copies it; at ``preset`` for one that's too long, with what to shorten.
    """
    start = link_start(site)
    packed = pack_preset(preset)
    if len(packed) > LONGEST:
        reason = f"must make a link with at most {LONGEST:,} characters after #preset=, not {len(packed):,}"
        raise RecordError([Fault("preset", f"{reason}; {what_to_shorten(preset)}")])
    return start + packed


def link_start(site: str) -> str:
    """Return what every preset's link on the site at this address begins with. Raises RecordError at ``site``."""
    if not _SITE.fullmatch(site) or _PAGE.search(site):
        reason = "must be the address of the site's home page, such as https://example.org/interviews/"
        raise RecordError([Fault("site", reason)])
    return f"{site.removesuffix('/')}/{FRAGMENT}"


def what_to_shorten(preset: Mapping[str, Any]) -> str:
    """Say which part of a checked preset takes most room in its link, and how much."""
    path, size = heaviest(preset)
    part = _PARTS.get(path, path)
    if path.startswith("policy.extra_steps"):
        index = int(path.partition("[")[2].removesuffix("]"))
        part = f'its step {index + 1} ("{preset["policy"]["extra_steps"][index]["title"]}")'
    return f"shorten {part} first, which takes {size:,} of them"


_PARTS = {"centre": "the centre's name", "link": "the centre's link", "policy.left_out": "the steps left out"}
"""What the parts of a preset are called by those who make one."""


def too_long_for_a_code(preset: Mapping[str, Any], address: str) -> str | None:
    """Say why a link is too long for a QR code on paper, and what to shorten; None when it isn't."""
    if len(address) <= LONGEST_IN_CODE:
        return None
    reason = f"must be a link of at most {LONGEST_IN_CODE} bytes to fit into a code, not {len(address):,}"
    return f"{reason}; {what_to_shorten(preset)}"


class Part(NamedTuple):
    """A part of a preset that could be shorter: its path, and the characters it takes in the link."""

    path: str
    size: int


def heaviest(preset: Mapping[str, Any]) -> Part:
    """Return the part of a checked preset without which the link would be shortest."""
    whole = len(pack_preset(preset))
    policy = preset["policy"]
    steps = policy.get("extra_steps", [])
    without = {f"policy.{key}": {**preset, "policy": _less(policy, key)} for key in policy if key != "extra_steps"}
    without |= {key: _less(preset, key) for key in preset if key != "policy"}
    for index in range(len(steps)):
        rest = [*steps[:index], *steps[index + 1 :]]
        without[f"policy.extra_steps[{index}]"] = {**preset, "policy": {**policy, "extra_steps": rest}}
    parts = [Part(path, whole - len(pack_preset(less))) for path, less in without.items()]
    return max(parts, key=lambda part: part.size)


def _less(document: Mapping[str, Any], key: str) -> Document:
    return {name: value for name, value in document.items() if name != key}


# --- taking it ---------------------------------------------------------------------------


def take(record: Mapping[str, Any], preset: Mapping[str, Any]) -> Document:
    """Return a checked record that has taken a checked preset. It may break the bound on a record's size: check it."""
    region = {"region": preset["region"]} if "region" in preset else {}
    return {**record, "settings": {**record.get("settings", {}), **region, **_taken(preset)}}


def standing(record: Mapping[str, Any], preset: Mapping[str, Any]) -> Standing:
    """Say how a checked preset stands to what a checked record has taken.

    ``first`` when no centre's is there; ``another`` when another centre's is. Of one and the same centre: ``same``,
    ``newer``, ``older``, or ``revised`` when it was issued on the same day and says something else.
    """
    settings = record.get("settings", {})
    mine = {key: settings.get(key) or empty for key, empty in _EMPTY.items()}
    theirs = _taken(preset)
    if mine == theirs:
        return "same"
    if mine["centre"] is None:
        return "first"
    if mine["centre"] != theirs["centre"]:
        return "another"
    old, new = mine["centre_issued"] or "", theirs["centre_issued"]
    return "revised" if new == old else "newer" if new > old else "older"


_EMPTY: Mapping[str, Any] = {"centre": None, "centre_link": "", "centre_issued": None, "policy": {}}


def _taken(preset: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that a preset brings, the region aside."""
    return {
        "centre": preset["centre"],
        "centre_link": preset.get("link", ""),
        "centre_issued": preset["issued"],
        "policy": preset["policy"],
    }
