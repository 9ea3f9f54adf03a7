"""What a page asks for once somebody wants it, imported then, so that nobody's dates wait for it."""

import json
from collections.abc import Mapping

from checklist_py.bridge.reader import Asked, Operation, Reader, Reply, drawn, one_of, refused
from checklist_py.core.calendar.ics import calendar
from checklist_py.core.pictures.journal import again, again_picture, entries, scores_picture, summary
from checklist_py.core.pictures.windows import windows
from checklist_py.core.record.check import Fault
from checklist_py.core.record.compose import compose
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.merge import merge
from checklist_py.core.record.preset import (
    dump_preset,
    link,
    load_preset,
    standing,
    take,
    too_long_for_a_code,
    unpack_preset,
)
from checklist_py.core.record.restore import Way, held, offer
from checklist_py.core.record.shape import CENTRE
from checklist_py.core.record.share import LONGEST, pack, unpack
from checklist_py.core.rules.policy import policy_from
from checklist_py.core.words.drafts import UnknownError, Whose, draft
from checklist_py.core.words.numbers import both_figures
from checklist_py.core.words.presets import offer_words, paste_texts, sheet_words
from checklist_py.core.words.why import why_of


def _merge(reader: Reader, asked: Asked) -> Reply:
    return {"record": reader.written(merge(reader.load(asked["one"]), reader.load(asked["other"])))}


def _restore(reader: Reader, asked: Asked) -> Reply:
    backup = reader.load(asked["backup"])
    try:
        mine = reader.load(asked["record"])
    except RecordError as error:
        # A fault in one's own list is no fault of the backup's, which can still take its place.
        merged = refused(error) | {"own": True}
        return {"holds": held(backup), "merged": merged, "replaced": _way(reader, Way(backup, ()))}
    offered = offer(mine, backup)
    return {"holds": offered.holds, "merged": _way(reader, offered.merged), "replaced": _way(reader, offered.replaced)}


def _way(reader: Reader, way: Way) -> Reply:
    try:
        return {"record": reader.written(way.record), "changes": [each._asdict() for each in way.changes]}
    except RecordError as error:
        return refused(error)


def _share(reader: Reader, asked: Asked) -> Reply:
    packed = pack(reader.load(asked["record"]))
    return {"packed": packed if len(packed) <= LONGEST else None}


def _unpack(_reader: Reader, asked: Asked) -> Reply:
    return {"backup": unpack(asked["packed"])}


def _code(_reader: Reader, asked: Asked) -> Reply:
    from checklist_py.codes import ON_PAPER, code, code_svg  # noqa: PLC0415  # segno comes when it is asked for

    text = asked["text"]
    if not asked.get("paper"):
        return {"code": code(text)}
    made = code(text, ON_PAPER)
    return {"code": made, "svg": code_svg(made)}


def _unpack_preset(_reader: Reader, asked: Asked) -> Reply:
    return {"preset": unpack_preset(asked["packed"])}


def _preset(reader: Reader, asked: Asked) -> Reply:
    preset = load_preset(asked["preset"], reader.known)
    record = reader.load(asked["record"])
    taken = take(record, preset)
    # It may be too much for a list that's nearly full.
    reader.written(taken)
    settings = taken["settings"]
    offer = offer_words(preset, record.get("settings", {}), standing(record, preset))
    return {
        "offer": offer.as_json(),
        "settings": {key: settings[key] for key in (*sorted(CENTRE), *(("region",) if "region" in preset else ()))},
        "figures": both_figures(policy_from(settings), settings["centre"]),
    }


def _advise(reader: Reader, asked: Asked) -> Reply:
    if "form" in asked:
        preset = load_preset(json.dumps(compose(asked["form"], asked["issued"])), reader.known, is_new=True)
    else:
        preset = load_preset(asked["preset"], reader.known, is_new=asked.get("is_new", False))
    address = link(preset, asked["site"])
    return {
        "preset": dump_preset(preset),
        "link": address,
        "uncoded": too_long_for_a_code(preset, address),
        "offer": offer_words(preset, {}, "first").as_json(),
        "texts": [text._asdict() for text in paste_texts(preset["centre"], address)],
        "sheet": sheet_words(preset),
    }


def _draft(reader: Reader, asked: Asked) -> Reply:
    document = reader.load(asked["record"])
    whose = Whose(*(asked.get(each) for each in Whose._fields))
    try:
        return {
            "draft": draft(document, reader.calendars(document), asked["name"], whose, asked.get("answers")).as_json()
        }
    except UnknownError as error:
        raise RecordError([Fault(error.what, str(error))]) from None


def _ics(reader: Reader, asked: Asked) -> Reply:
    return {"calendar": calendar(reader.planned(asked), asked.get("step"), asked.get("application"))}


def _why(reader: Reader, asked: Asked) -> Reply:
    found = why_of(one_of(reader.planned(asked), asked["application"]), asked["key"])
    return {"why": found.as_json() if found else None}


def _picture(reader: Reader, asked: Asked) -> Reply:
    return {"picture": drawn(windows(reader.planned(asked)))}


def _journal(reader: Reader, asked: Asked) -> Reply:
    planned = reader.planned(asked)
    found = entries(planned)
    pictures = {"scores": drawn(scores_picture(found)), "again": drawn(again_picture(again(found)))}
    return {"journal": summary(planned), "pictures": pictures}


LATER: Mapping[str, Operation] = {
    "merge": _merge,  # one, other -> record, canonical
    "restore": _restore,  # record, backup -> holds, and merged and replaced: each a record and changes, or faults
    "share": _share,  # record -> packed, a record in a link, or null when it's too long for one
    "unpack": _unpack,  # packed -> backup, the text of such a record, which isn't checked yet
    "code": _code,  # text; perhaps paper -> code, null when the text is too long; of one for paper svg, a file, too
    "unpack-preset": _unpack_preset,  # packed -> preset, the text of a centre's rules, which isn't checked yet
    "preset": _preset,  # record, preset -> offer, what's put to a person; settings, the five it sets; figures
    "advise": _advise,  # form, issued, site; or preset, site, is_new? -> preset, link, uncoded, offer, texts, sheet
    "draft": _draft,  # record, name; perhaps application, round, person, answers -> draft
    "ics": _ics,  # record, now; perhaps step, application -> calendar, a text, or null when nothing has a date
    "why": _why,  # record, now, application, key -> why, or null where there's no such step
    "picture": _picture,  # record, now -> picture, of all applications, or null when nothing has a date
    "journal": _journal,  # record, now -> journal; pictures of the scores and of what keeps coming up, or null
}
"""Every operation, with what a request gives and what the reply holds."""
