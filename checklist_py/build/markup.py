"""Templates for what is made at build time and stands in pages."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def templates_in(folder: Path) -> Environment:
    """Return the environment of the templates in ``folder``; every text in them is escaped."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # What is included ends its own line.
        keep_trailing_newline=True,
    )


def made(templates: Environment, name: str, **context: object) -> str:
    """Render one part as a block of HTML that Markdown leaves alone."""
    text = templates.get_template(f"{name}.html").render(**context)
    # A blank line would end the HTML block for Markdown.
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
