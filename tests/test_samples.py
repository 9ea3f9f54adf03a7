"""Backups of every version of the record that was ever released can be restored, by samples that are never edited."""

import hashlib
import json
from pathlib import Path

import pytest

from checklist_py.calendars import KNOWN
from checklist_py.core.record.document import dump, load
from checklist_py.core.record.migrate import MIGRATIONS
from checklist_py.core.record.preset import dump_preset, load_preset, pack_preset, unpack_preset
from checklist_py.core.record.shape import PRESET, PRESET_VERSION, RECORD, VERSION, Fields, ListOf, MapOf

SAMPLES = Path(__file__).parent / "samples"
# What each sample was when its version was released. A version gets a new line; a line is never changed.
SEALS = {
    1: "0db8e885098b3860714d0553a22b511ca83e9930ddd3203d81bfbc7f3091a1ad",
    2: "2a7bb78fb6c296b3e1df9ab0127474a9c2d98f401ce450d4f6cd7c48118e4d65",
}
SEAL_OF_PRESET = "ccf280cfd81883e11d670c5c9f83d202de4414c575409f56c81fe7ad4c3b8d39"
PRESET_AS_PACKED = (
    "1.oyh0_fKLSjLSgUU1cgaHhjjukM6D6dJLrUgEFhep6OkILcQNdY3Mh0Oogyuz0mIltFyJWkpj5EHcoYYwjxoZD1hkJhZVIjnOB1QDlBaAawyI"
    "JLAiUAAVISWJSTngmpRYl4K1Z6YiO5XoMhQad8hOLc1NKgL6PRHJsU5FQG8pgNotYPciqYC4EV8g4Sw_jUwwCiOMilYHS_MhtrYWAA"
)
"""The sample of a preset in a link, as the first release packs it."""


def test_every_version_has_its_sample_its_seal_and_its_migration():
    versions = list(range(1, VERSION + 1))
    assert sorted(SEALS) == versions
    records = [f"record-{version}.json" for version in versions]
    assert sorted(path.name for path in SAMPLES.iterdir()) == [f"preset-{PRESET_VERSION}.json", *records]
    assert sorted(MIGRATIONS) == versions[:-1]


@pytest.mark.parametrize("version", SEALS)
def test_a_sample_is_as_it_was_released_and_is_read_whole(version):
    data = (SAMPLES / f"record-{version}.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SEALS[version]
    loaded = load(data, KNOWN)
    assert json.loads(data)["version"] == version
    assert loaded["version"] == VERSION
    assert load(dump(loaded), KNOWN) == loaded


def test_the_sample_of_a_preset_is_as_it_was_released_and_is_read_from_its_link_too():
    data = (SAMPLES / "preset-1.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SEAL_OF_PRESET
    preset = load_preset(data, KNOWN, is_new=True)
    assert dump_preset(preset).encode() == data
    assert load_preset(unpack_preset(PRESET_AS_PACKED), KNOWN) == preset
    assert pack_preset(preset) == PRESET_AS_PACKED


@pytest.mark.parametrize(("kind", "name"), [(RECORD, f"record-{VERSION}"), (PRESET, f"preset-{PRESET_VERSION}")])
def test_the_samples_of_the_current_versions_hold_every_field(kind, name):
    """So that a migration away from it has all of it to move."""

    def fields_of(kind, value, path):
        if isinstance(kind, Fields) and not kind.is_one_of:
            for field in kind.fields:
                assert field.name in value, f"{path}.{field.name}"
                fields_of(field.kind, value[field.name], f"{path}.{field.name}")
        elif isinstance(kind, ListOf) and isinstance(kind.item, Fields):
            names = {name for each in value for name in each}
            whole = {name: next(each[name] for each in value if name in each) for name in names}
            fields_of(kind.item, whole, path)
        elif isinstance(kind, MapOf) and isinstance(kind.item, Fields):
            names = {name for each in value.values() for name in each}
            whole = {name: next(each[name] for each in value.values() if name in each) for name in names}
            fields_of(kind.item, whole, path)

    fields_of(kind, json.loads((SAMPLES / f"{name}.json").read_bytes()), name)
