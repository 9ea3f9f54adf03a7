"""The Content-Security-Policy, in a ``<meta>`` on every page, made after all pages are written.

The theme writes a few inline scripts; their hashes, gathered over all pages, are the only
inline code that may run. There is no ``unsafe-inline`` and no ``unsafe-eval``; Python in the
browser needs ``wasm-unsafe-eval``, which allows WebAssembly and nothing else.
"""

import base64
import hashlib
import re
from pathlib import Path

PLACEHOLDER = "<!-- content-security-policy -->"

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_MAP = re.compile(r"\n?//# sourceMappingURL=[^\n]*")


def inline_scripts(html: str) -> list[str]:
    """Return the code of every inline script of a page that a browser would run."""
    found = []
    for script in _SCRIPT.finditer(html):
        attributes = script["attributes"]
        if not re.search(r"\bsrc=|application/json|text/plain", attributes):
            found.append(script["code"])
    return found


def hash_source(code: str) -> str:
    """Return the policy's source expression for one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def policy(hashes: list[str]) -> str:
    """Return the policy that allows the site itself and the inline scripts with these hashes."""
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        # The worker starts from a blob: so that this policy governs it as well.
        "worker-src": ["'self'", "blob:"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def apply_policy(site: Path) -> None:
    """Write the policy into every page of the site. Raises ValueError when a page has no place for it."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    hashes = sorted({hash_source(code) for html in pages.values() for code in inline_scripts(html)})
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(hashes)}">'
    for path, html in pages.items():
        if PLACEHOLDER not in html:
            raise ValueError(f"{path} has no place for the policy")
        path.write_text(html.replace(PLACEHOLDER, meta), encoding="utf-8")
    # The theme's own files point at source maps, which are not part of the site.
    for path in site.glob("assets/javascripts/**/*.js"):
        text = path.read_text(encoding="utf-8")
        path.write_text(_MAP.sub("", text), encoding="utf-8")
