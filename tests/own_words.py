"""Whether a text shares a run of six words with one of the five sources.

The sources aren't in this repository. What's kept of them is a short hash of every six words that
follow one another, which finds a borrowed sentence and gives none away. With the texts at hand,
``python -m tests.own_words TEXT…`` writes the hashes anew.
"""

import hashlib
import re
import sys
from pathlib import Path

KEPT = Path(__file__).parent / "runs-of-six.bin"
RUN, SIZE = 6, 5
"""How many words are a run, and how many bytes are kept of its hash: chance hits are one in three hundred million."""


def runs(text):
    """Yield every six words that follow one another, in lower case and with straight apostrophes."""
    words = re.findall(r"[\w']+", text.lower().replace("’", "'"))
    for start in range(len(words) - RUN + 1):
        yield " ".join(words[start : start + RUN])


def hashed(run):
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def kept():
    told = KEPT.read_bytes()
    return {told[start : start + SIZE] for start in range(0, len(told), SIZE)}


def borrowed(text):
    """Return the runs of a text that one of the sources has too."""
    sources = kept()
    return [run for run in runs(text) if hashed(run) in sources]


if __name__ == "__main__":
    texts = [Path(name).read_text(encoding="utf-8", errors="replace") for name in sys.argv[1:]]
    KEPT.write_bytes(b"".join(sorted({hashed(run) for text in texts for run in runs(text)})))
