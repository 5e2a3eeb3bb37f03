"""Small real Sphinx projects that use the extension."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

import pyemscripten
from pyemscripten.lookup import Table
from pyemscripten.publish.json import document, text

EXTENSIONS = ["pyemscripten.sphinxext"]

#: What our own site has beside them.
SITE_EXTENSIONS = ["pyemscripten.sphinxext.site"]


class Built(NamedTuple):
    """What a build left: its folder, its warnings, and which pages it read."""

    out: Path
    warnings: str
    read: list[str]
    app: Sphinx

    def page(self, name: str = "index.html") -> str:
        """The text of a file that the build wrote."""
        return (self.out / name).read_text(encoding="utf-8")


def build(
    folder: Path,
    pages: Mapping[str, str] | None = None,
    builder: str = "html",
    parallel: int = 1,
    **settings: Any,
) -> Built:
    """Write the pages into a folder, and build them there; again only what needs to be."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    for name, content in (pages or {}).items():
        (source / name).write_text(content, encoding="utf-8")
    warnings = io.StringIO()
    read: list[str] = []
    options = {
        "extensions": EXTENSIONS,
        "project": "A project",
        "html_theme": "basic",
        "nitpicky": True,
        **settings,
    }
    # Keeps directives and nodes that one project registers out of the next one's way.
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source,
            None,
            folder / builder,
            folder / "doctrees",
            builder,
            confoverrides=options,
            status=None,
            warning=warnings,
            parallel=parallel,
        )
        app.connect("env-before-read-docs", lambda app, env, names: read.extend(names))
        app.build()
    return Built(folder / builder, strip_colors(warnings.getvalue()), sorted(read), app)


def doctree(built: Built, name: str = "index") -> nodes.document:
    """The document as it was read."""
    return built.app.env.get_doctree(name)


def tables(tree: nodes.document) -> list[list[list[str]]]:
    """The text of every table, as rows of cells with the headings first."""
    return [
        [[cell.astext() for cell in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
        for table in tree.findall(nodes.table)
    ]


def write_data(path: Path, table: Table | None = None, **changes: Any) -> str:
    """Publish a table as JSON, and return the name of the file."""
    table = (table or pyemscripten.builtin()).replace(**changes)
    path.write_text(text(document(table)), encoding="utf-8")
    return str(path)
