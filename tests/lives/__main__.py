"""Writes every life's telling anew, for a person to read the difference: ``make lives``."""

from tests.lives.telling import FOLDER, Life, names, read, telling

for name in names():
    (FOLDER / f"{name}.txt").write_text(telling(name, Life(read(name)).tell()), encoding="utf-8")
