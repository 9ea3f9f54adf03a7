"""Calendars for native Python: public holidays from ``holidays``, time zones from ``tzdata``.

The command line and the site's build read the same data through here, and the build
writes it into the site for the browser. The system's own zone files are never read, so
that every place computes from the same bytes.
"""

import functools
import io
import warnings
from collections.abc import Mapping
from importlib import resources
from zoneinfo import ZoneInfo

import holidays

from checklist_py.core.record.check import Known
from checklist_py.core.record.document import names_of
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.workdays import FIRST_YEAR, LAST_YEAR, NO_REGION, Region, region_from_json


@functools.cache
def zone_names() -> tuple[str, ...]:
    """Return the name of every IANA zone in ``tzdata``, sorted."""
    return tuple(sorted((resources.files("tzdata") / "zones").read_text(encoding="utf-8").split()))


def zone_bytes(name: str) -> bytes:
    """Return the TZif bytes of one zone. Raises KeyError for a name that is not a zone."""
    if name not in _zone_set():
        raise KeyError(name)
    return resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()


@functools.cache
def _zone_set() -> frozenset[str]:
    return frozenset(zone_names())


@functools.cache
def zone(name: str) -> ZoneInfo:
    """Return one time zone. Raises KeyError for a name that is not a zone."""
    return ZoneInfo.from_file(io.BytesIO(zone_bytes(name)), key=name)


@functools.cache
def region_codes() -> tuple[str, ...]:
    """Return every region that ``holidays`` knows, sorted: ``GB``, ``GB-ENG``, ``GB-NIR``, and so on."""
    countries = holidays.list_supported_countries(include_aliases=False)
    codes = [*countries, *(f"{country}-{part}" for country, parts in countries.items() for part in parts)]
    return tuple(sorted(codes))


@functools.cache
def _region_set() -> frozenset[str]:
    return frozenset(region_codes())


@functools.cache
def region_data(code: str) -> dict[str, list[int] | list[str]]:
    """Return a region in the shape of ``holidays/REGION.json``: its weekend and its public holidays, 2020 to 2040.

    The result is cached, so don't change it. Raises KeyError for a code that is not a region.
    """
    if code not in _region_set():
        raise KeyError(code)
    country, _, part = code.partition("-")
    with warnings.catch_warnings():
        # Some countries are known for fewer years; in the others only their weekend counts.
        warnings.filterwarnings("ignore", "Requested Holidays are available only", UserWarning)
        found = holidays.country_holidays(country, subdiv=part or None, years=range(FIRST_YEAR, LAST_YEAR + 1))
    days = sorted(day.isoformat() for day in found if FIRST_YEAR <= day.year <= LAST_YEAR)
    return {"weekend": sorted(found.weekend), "holidays": days}


@functools.cache
def region(code: str) -> Region:
    """Return one region. Raises KeyError for a code that is not a region."""
    return region_from_json(region_data(code))


KNOWN = Known(lambda name: name in _zone_set(), lambda code: code in _region_set())
"""Which names are zones and regions, for the check of a record."""


def calendars_for(record: Mapping[str, object]) -> Calendars:
    """Return the calendars that a checked record needs."""
    zones, code = names_of(record)
    return Calendars({name: zone(name) for name in {*zones, "UTC"}}, region(code) if code else NO_REGION)
