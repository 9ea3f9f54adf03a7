"""The headers of the site for hosts that can send them: ``_headers``, as Netlify, Cloudflare Pages and others read it.

Most of the security policy stands in each page (see ``csp.py``); a header adds what a page cannot say of itself.
``tools/nginx.conf`` says the same for nginx.
"""

from pathlib import Path

HEADERS = "_headers"

ALWAYS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
WORKER = {"Content-Security-Policy": "default-src 'none'; connect-src 'self'", "Cache-Control": "no-cache"}
"""For the service worker, which has no page to say it: it may ask this site for files, and nothing else."""
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For files whose name changes with what they hold."""
NAMED_BY_CONTENT = ("assets/app", "assets/javascripts", "assets/runtime")


def write_headers(site: Path) -> None:
    """Write ``_headers``."""
    rules = {"/*": ALWAYS, "/sw.js": WORKER, **{f"/{folder}/*": FOR_GOOD for folder in NAMED_BY_CONTENT}}
    lines = [line for path, headers in rules.items() for line in (path, *(f"  {n}: {v}" for n, v in headers.items()))]
    (site / HEADERS).write_text("\n".join(lines) + "\n", encoding="utf-8")
