"""The data files of the site: public holidays, time zones, and the schemas of the record and the preset.

holidays/REGION.json   {"weekend": [5, 6], "holidays": ["2026-12-25", ...]}, and index.json
holidays/names.json    every region's name, the country of each time zone, and where holidays differ within a country
zoneinfo/AREA/CITY     the zone's TZif file from ``tzdata``, and index.json
schema/record-2.json   JSON Schema of the record; record-1.json is that of version 1, as it was published
schema/preset-1.json   JSON Schema of what a careers centre hands out
"""

import json
import shutil
from pathlib import Path
from typing import Any

from checklist_py import calendars
from checklist_py.build.cache import ROOT, cached, digest, file_parts, versions
from checklist_py.build.regions import region_names
from checklist_py.build.schema import preset_schema, record_schema
from checklist_py.core.record.shape import PRESET_VERSION, VERSION

SCHEMAS = Path(__file__).parent / "schemas"
"""The schemas of older versions, which are never edited."""


def data_folder() -> Path:
    """Return the folder with holidays and zones, built when the libraries or what is told of a region changed."""
    sources = [
        Path(__file__),
        ROOT / "checklist_py/build/regions.py",
        ROOT / "checklist_py/calendars.py",
        ROOT / "checklist_py/core/rules/workdays.py",
    ]
    return cached("data", digest([*versions("holidays", "pycountry", "tzdata"), *file_parts(*sources)]), build_data)


def build_data(folder: Path) -> None:
    """Write the holidays and the zones below ``folder``."""
    for code in calendars.region_codes():
        _write(folder / "holidays" / f"{code}.json", calendars.region_data(code))
    _write(folder / "holidays/index.json", list(calendars.region_codes()))
    _write(folder / "holidays/names.json", region_names())
    for name in calendars.zone_names():
        target = folder / "zoneinfo" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(calendars.zone_bytes(name))
    _write(folder / "zoneinfo/index.json", list(calendars.zone_names()))


def write_data(site: Path) -> None:
    """Put every data file into the site."""
    shutil.copytree(data_folder(), site, dirs_exist_ok=True)
    shutil.copytree(SCHEMAS, site / "schema", dirs_exist_ok=True)
    _write(site / f"schema/record-{VERSION}.json", record_schema())
    _write(site / f"schema/preset-{PRESET_VERSION}.json", preset_schema())


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
