"""MkDocs events, each handed on to a plain function of ``checklist_py.build``."""

import os
import sys
from pathlib import Path
from typing import Any

import click

_STATE = {"command": "build"}


def on_startup(*, command: str, **_: Any) -> None:
    """Remember what MkDocs is about to do: only a build is for a host."""
    _STATE["command"] = command


def on_config(config: Any) -> Any:
    """Forget the rules as they were at the last build, so that a change shows while serving."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "checklist_py"]:
        del sys.modules[name]
    root = str(Path(config.config_file_path).parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    from checklist_py.build import assets, centre, dress, guide, tools

    styles = Path(config.theme.custom_dir)
    try:
        # Tests are about the site as it comes, in a centre's own clone too.
        extra = {} if os.environ.get("AS_IT_COMES") else config.extra
        whose = centre.centre_from(extra, Path(root), styles)
    except tools.BuildError as error:
        # Whoever sets a colour wants to read what's wrong with it, not where in our code that was noticed.
        raise click.ClickException(f"mkdocs.yml:\n{error}") from None
    config.site_name = whose.name or config.site_name
    config.extra["assets"] = {
        **assets.asset_urls(),
        "early_script": assets.early_script(),
        "centre-style": dress.colours_file(whose),
    }
    config.extra["centre"] = whose
    config.extra.setdefault("offline", True)
    config.extra["guide"] = guide.Guide(styles, whose=whose)
    return config


def on_files(files: Any, *, config: Any, **_: Any) -> None:
    """Keep the sources in the theme's folder out of the site: esbuild bundles them, and templates become pages."""
    for file in [file for file in files if Path(file.src_dir or "") == Path(config.theme.custom_dir)]:
        files.remove(file)


def on_page_markdown(markdown: str, *, page: Any, config: Any, **_: Any) -> str:
    """Write what is made from the rules, the messages and the register into the pages."""
    filled: str = config.extra["guide"].fill(markdown, Path(page.file.src_uri).stem, page.url)
    return filled


def on_post_build(config: Any) -> None:
    """Add the built files, then give every page its Content-Security-Policy."""
    from checklist_py.build import site

    config.extra["guide"].check()
    called = (config.site_name, config.site_description)
    is_build = _STATE["command"] == "build"
    folder, whose = Path(config.site_dir), config.extra["centre"]
    site.finish(folder, called, whose, is_offline=config.extra["offline"], is_packed=is_build)


def on_serve(server: Any, **_: Any) -> None:
    """Leave out the inline script that reloads pages while serving: the policy would refuse it, and rightly."""
    server._inject_js_into_html = lambda content, _epoch: content  # noqa: SLF001
