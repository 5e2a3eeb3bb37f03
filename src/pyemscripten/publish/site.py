"""The files that the site publishes for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import schema, svg
from .json import document, platform_document, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table

#: Parts of the whole document that also have a file of their own.
_EXCERPTS = {
    "pyodide": ("releases", "generic_tags", "emscripten"),
    "conflicts": ("conflicts",),
}


def files(table: Table) -> Iterator[tuple[str, str]]:
    """Path below the site's root, and text, of every published file that machines read.

    The same data gives the same bytes.

    >>> import pyemscripten
    >>> [path for path, _ in files(pyemscripten.builtin())][:2]
    ['api/v1/platforms.json', 'api/v1/platforms/2024_0.json']
    """
    whole = document(table)
    yield "api/v1/platforms.json", text(whole)
    for platform in table.platforms:
        yield f"api/v1/platforms/{platform.version}.json", text(platform_document(table, platform))
    for name, parts in _EXCERPTS.items():
        chosen = ("schema_version", "data_version", "as_of", *parts)
        yield f"api/v1/{name}.json", text({part: whole[part] for part in chosen})
    for name, described in schema.SCHEMAS.items():
        yield f"api/v1/schema/{name}.json", text(described())
    yield "timeline.svg", svg.timeline(table)
    yield "timeline-dark.svg", svg.timeline(table, dark=True)
