"""The regions by name, for the page's picker: ISO's names from pycountry, a time zone's country from tzdata."""

from collections import defaultdict
from collections.abc import Iterable
from importlib import resources
from typing import Any
from unicodedata import combining, normalize

import holidays
import pycountry

from checklist_py import calendars

_ALSO = {
    "AE": "UAE",
    "CZ": "Czech Republic",
    "DE": "Deutschland",
    "DE-BY": "Bavaria",
    "DE-NI": "Lower Saxony",
    "DE-NW": "North Rhine-Westphalia",
    "DE-RP": "Rhineland-Palatinate",
    "DE-SN": "Saxony",
    "DE-TH": "Thuringia",
    "ES": "España",
    "ES-CT": "Catalonia",
    "GB": "UK Great Britain",
    "NL": "Holland",
    "TR": "Turkey",
    "US": "USA America",
}
"""What people call a place and ISO does not."""

_UNLISTED = {"XK": "Kosovo"}
"""What ISO 3166 gives no name, though holidays knows it."""


def region_names() -> dict[str, Any]:
    """Return what the page needs to know of the regions.

    ``regions`` has each one's code, its name and what else it is called; ``zones`` a zone's country by its name, where
    it has just one; ``differ`` the countries in which some part has other holidays than the whole.
    """
    codes = calendars.region_codes()
    rows = ([code, region_name(code), _other_names(code)] for code in codes)
    regions = sorted(rows, key=lambda row: ([_letters(part) for part in row[1].split(", ")], row[0]))
    countries = {code for code in codes if "-" not in code}
    zones = {zone: country for zone, country in sorted(_zone_countries().items()) if country in countries}
    return {"regions": regions, "zones": zones, "differ": _differing(codes)}


def region_name(code: str) -> str:
    """Name a region: ``United Kingdom``, or ``Scotland, United Kingdom``. Raises KeyError for an unknown country."""
    country, _, part = code.partition("-")
    found = pycountry.countries.get(alpha_2=country)
    whole = getattr(found, "common_name", found.name) if found else _UNLISTED[country]
    return f"{_part_name(country, part)}, {whole}" if part else whole


def _letters(name: str) -> str:
    """Return what a name is sorted by, without its accents, so that Åland stands under A."""
    return "".join(letter for letter in normalize("NFD", name.casefold()) if not combining(letter))


def _differing(codes: Iterable[str]) -> list[str]:
    """Return the countries of which a part has other holidays, in the years that count, than the whole."""
    parts = [(code.partition("-")[0], code) for code in codes if "-" in code]
    return sorted({country for country, part in parts if calendars.region(part) != calendars.region(country)})


def _other_names(code: str) -> str:
    """Return what else people type: ISO's three letters and official name, and names that ISO does not use."""
    found = pycountry.countries.get(alpha_2=code)
    known = [found.alpha_3, found.name, getattr(found, "official_name", "")] if found else []
    return " ".join([*known, _ALSO.get(code, "")]).lower().strip()


def _part_name(country: str, part: str) -> str:
    found = pycountry.subdivisions.get(code=f"{country}-{part}")  # type: ignore[no-untyped-call]
    if found:
        # ISO gives some a second name in brackets: Wales [Cymru GB-CYM].
        return str(found.name).partition(" [")[0]
    # Parts that only holidays has, such as a city with a day of its own, are known by their alias or as they are.
    aliases: dict[str, str] = getattr(holidays.country_holidays(country), "subdivisions_aliases", {})
    return next((name for name, code in aliases.items() if code == part), part)


def _zone_countries() -> dict[str, str]:
    text = (resources.files("tzdata") / "zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    known = {name: country for country, _, name, *_ in rows}
    by_content = defaultdict(set)
    for name, country in known.items():
        by_content[calendars.zone_bytes(name)].add(country)
    # Browsers still use old names: Asia/Calcutta has the content of Asia/Kolkata, and so its country.
    for name in calendars.zone_names():
        countries = by_content.get(calendars.zone_bytes(name), set())
        if name not in known and len(countries) == 1:
            known[name] = next(iter(countries))
    return known
