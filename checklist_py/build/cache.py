"""Built things are kept under ``.cache/``, each in a folder named by what it was made from."""

import functools
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder."""

CACHE = ROOT / ".cache"


def digest(parts: Iterable[bytes]) -> str:
    """Return 16 hexadecimal digits that stand for ``parts``, in their order."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.hexdigest()[:16]


def file_parts(*paths: Path) -> Iterable[bytes]:
    """Yield names and contents of files, and of the files below folders, for ``digest``."""
    for path in paths:
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        for file in files:
            if "__pycache__" not in file.parts:
                yield str(file.relative_to(ROOT)).encode()
                yield file.read_bytes()


def versions(*packages: str) -> Iterable[bytes]:
    """Yield the versions of installed packages, for ``digest``: what they make may change with them."""
    for package in packages:
        yield _version(package)


# Asked for with every file that is packed, and each time looked up on disk.
@functools.cache
def _version(package: str) -> bytes:
    return metadata.version(package).encode()


def cached(kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """Return the folder ``.cache/KIND/KEY``, made by ``make(folder)`` when it is not there, whole or not at all."""
    folder = CACHE / kind / key
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{key}.", dir=folder.parent))
    try:
        make(draft)
        draft.chmod(0o755)
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not folder.exists():
            raise
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return folder
