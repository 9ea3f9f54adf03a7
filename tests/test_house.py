"""The house's rules: who reads the clock, who touches storage, what the core imports, what is in the repository."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checklist_py.build.page_shape import WHERE, page_shape
from checklist_py.build.runtime import allowed_modules
from checklist_py.build.wheel import browser_sources
from checklist_py.core.rules.anchors import ANCHORS
from checklist_py.core.rules.conditions import CONDITIONS
from checklist_py.core.rules.dues import DUES
from checklist_py.core.rules.policy import NUMBERS
from checklist_py.core.rules.steps import STAGES, STEPS
from checklist_py.core.rules.untils import UNTILS
from checklist_py.core.words.wording import MOMENT_WORDS, OUTCOME_WORDS, STAGE_WORDS, STATUS_WORDS, WORDS

ROOT = Path(__file__).parents[1]
PYTHON = sorted((ROOT / "checklist_py").rglob("*.py"))
MODULES = sorted((ROOT / "overrides").rglob("*.ts"))


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_a_first_plan_waits_for_nothing_that_it_can_do_without():
    code = "import sys, checklist_py.bridge; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    ours = {name.rpartition(".")[2] for name in loaded.stdout.split() if name.startswith("checklist_py.")}
    waiting = {"codes", "compose", "difference", "drafts", "ics", "journal", "later", "merge", "messages", "preset", "presets", "restore", "share", "why", "windows"}  # fmt: skip
    assert ours & waiting == set()
    assert waiting < {path.stem for path in browser_sources()}


def test_the_clock_is_read_in_four_places_alone():
    clock = re.compile(r"\.now\(|\.today\(|\.utcnow\(|time\.time|monotonic|perf_counter")
    assert [path.name for path in PYTHON if clock.search(path.read_text(encoding="utf-8"))] == ["__main__.py"]
    clock = re.compile(r"Date\.now|new Date|performance\.now|setDate|getTime\(|\b86_?400")
    assert [path.name for path in MODULES if clock.search(path.read_text(encoding="utf-8"))] == [
        "main.ts",
        "home.ts",
        "main.ts",
    ]


def test_storage_is_touched_in_one_place_alone_but_for_the_switch_of_keys():
    storage = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")
    comment = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
    used = [path.name for path in MODULES if storage.search(comment.sub("", path.read_text(encoding="utf-8")))]
    assert used == ["local.ts", "remembered.ts", "keys.ts"]


MAY_IMPORT = {
    "record": {},
    "ui": {},
    "engine": {"record/guard"},
    "storage": {"record/guard"},
    "today": {"record/guard", "engine/engine", "storage/index", "ui/dom"},
    "dialogs": {"record/guard", "engine/engine", "storage/index", "ui/dom"},
    "actions": {"record/guard", "engine/engine", "storage/index", "ui/dom", "today/list", "dialogs/form"},
}
IMPORTED = ["record/guard", "ui/dom", "engine/engine", "storage/index", "storage/store", "today/list", "dialogs/form", "actions/applications", "main"]  # fmt: skip


def test_what_the_page_s_folders_may_import_is_held_by_the_linter(tmp_path):
    shutil.copy(ROOT / "biome.jsonc", tmp_path)
    expected = set()
    for folder, allowed in MAY_IMPORT.items():
        (tmp_path / "overrides/checklist" / folder).mkdir(parents=True)
        for name in IMPORTED:
            if name.startswith(f"{folder}/"):
                continue
            path = tmp_path / "overrides/checklist" / folder / f"{name.replace('/', '-')}.ts"
            path.write_text(f'export {{ one }} from "../{name}.ts";\n', encoding="utf-8")
            if name not in allowed:
                expected.add(f"{folder}/{path.name}")
    command = ["biome", "lint", "--reporter=github", "--max-diagnostics=none", "--only=style/noRestrictedImports"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, text=True)
    assert set(re.findall(r"noRestrictedImports,file=[^,]*?(\w+/[\w-]+\.ts)", done.stdout)) == expected


def test_text_enters_the_page_as_text():
    markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    assert [path.name for path in MODULES if markup.search(path.read_text(encoding="utf-8"))] == []


def test_the_core_imports_the_standard_library_and_itself_alone():
    for path in (ROOT / "checklist_py/core").rglob("*.py"):
        for name in imports_of(path):
            top = name.partition(".")[0]
            assert name.startswith("checklist_py.core") or top in sys.stdlib_module_names, (path.name, name)


def test_what_goes_to_the_browser_imports_only_what_is_sent_along():
    for path in browser_sources():
        for name in imports_of(path):
            top = name.partition(".")[0]
            built_in = {"binascii", "collections.abc", "gc", "io", "sys", "zlib"}
            # The codes come with a library of their own, when they are asked for.
            is_lent = path.name == "codes.py" and name == "segno.encoder"
            assert is_lent or top == "checklist_py" or name in allowed_modules() | built_in, (path.name, name)


def test_every_row_of_the_catalogue_can_be_resolved_and_said():
    for step in STEPS:
        assert step.anchor in ANCHORS
        assert step.due.kind in DUES
        assert step.until is None or step.until.kind in UNTILS
        assert set(step.when) <= set(CONDITIONS)
        assert step.stage in STAGES
        words = WORDS[step.id]
        assert len(words.title) <= 60
        assert len(words.todo) <= 200
    assert set(WORDS) == {step.id for step in STEPS}
    assert set(STAGE_WORDS) == set(STAGES)
    assert len({step.id for step in STEPS}) == len(STEPS)
    assert all(number.minimum <= number.default <= number.maximum for number in NUMBERS)


@pytest.mark.parametrize("text", [*(part for words in WORDS.values() for part in words)])
def test_no_figure_is_typed_into_what_a_step_says(text):
    assert not re.search(r"[0-9]", text) or "1 to 10" in text


SAID = [STATUS_WORDS.values(), *WORDS.values(), *MOMENT_WORDS.values(), *OUTCOME_WORDS.values()]


def test_nothing_is_called_overdue_or_missed():
    """Those are words of the plan's; a person is never told that they failed at something."""
    assert not [text for texts in SAID for text in texts if re.search(r"overdue|missed|failed|invalid", text.lower())]


def test_no_registry_and_no_machine_is_named_in_what_is_tracked():
    registry = re.compile(r'"resolved": *"http|index-url|registry *= *"?http|file:///')
    allowed = {"Makefile", "test_house.py"}  # the option that leaves the address out, and this pattern
    for path in tracked():
        if path.exists() and path.name not in allowed and path.suffix not in {".woff2", ".png", ".svg", ".ico", ".bin"}:
            text = path.read_text(encoding="utf-8")
            assert not registry.search(text), path
            assert str(ROOT.parent) + "/" not in text, path


def test_the_shape_that_the_page_goes_by_is_the_records():
    assert (ROOT / "overrides" / WHERE).read_text(encoding="utf-8") == page_shape()
