"""Who accepts which spelling, as JSON and as rows for the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pyemscripten._record import plain
from pyemscripten.installers import Cell, host_cells, index_cells, matrix, release_cells
from pyemscripten.wheel_names import SPELLINGS

if TYPE_CHECKING:
    from pyemscripten.lookup import Table
    from pyemscripten.model import PyodideRelease, Source


class Line(NamedTuple):
    """One row of a table: where, with what, and what it says to each spelling.

    ``answers`` are in the order of :data:`~pyemscripten.tags.SPELLINGS`; a spelling for which the
    place has no tag is ``None``. ``why`` has one sentence for each answer.
    """

    place: str
    installer: str
    answers: tuple[bool | None, ...]
    why: tuple[str, ...]
    sources: tuple[Source, ...]


def document(table: Table) -> dict[str, Any]:
    """Every cell, as published in ``acceptance.json``; its sources by their place in the list.

    >>> import pyemscripten
    >>> published = document(pyemscripten.builtin())
    >>> cell = published["cells"][0]
    >>> cell["place"], cell["spelling"], published["sources"][cell["sources"][0]]["project"]
    ('0.21.0a1', 'emscripten', 'pyodide/micropip')
    """
    cells = matrix(table)
    sources = list(dict.fromkeys(source for cell in cells for source in cell.sources))
    places = {source: place for place, source in enumerate(sources)}
    return {
        **table.header(),
        "sources": [plain(source) for source in sources],
        "cells": [
            {**plain(cell), "sources": [places[source] for source in cell.sources]}
            for cell in cells
        ],
    }


def runtime_lines(table: Table, installer: str) -> list[Line]:
    """What ``"micropip"`` (the bundled one) or ``"packaging"`` takes, neighbours alike in one row.

    >>> import pyemscripten
    >>> rows = runtime_lines(pyemscripten.builtin(), "packaging")
    >>> rows[-1].place, rows[-1].answers
    ('315.0.0a1 and 315.0.0a2', (True, False, True))
    """
    runs: list[list[tuple[PyodideRelease, tuple[Cell, ...]]]] = []
    for release in table.releases:
        # Where nothing was measured there is nothing to say.
        if release.config_variables is None or not release.micropip:
            continue
        cells = release_cells(release, table)
        one = tuple(cell for cell in cells if cell.installer.partition(" ")[0] == installer)
        if runs and _alike(runs[-1][-1], (release, one)):
            runs[-1].append((release, one))
        else:
            runs.append([(release, one)])
    return [_line(_span([release.version for release, _ in run]), run[-1][1]) for run in runs]


def host_lines(table: Table) -> list[Line]:
    """What pip and uv take for each platform from another system."""
    return [
        _line(platform.tag, tuple(cell for cell in cells if cell.installer == installer))
        for installer in ("pip", "uv")
        for platform in table.platforms
        for cells in [host_cells(platform, table)]
    ]


def index_lines(table: Table) -> list[Line]:
    """What PyPI takes."""
    return [_line("", index_cells(table))]


def _alike(
    one: tuple[PyodideRelease, tuple[Cell, ...]], other: tuple[PyodideRelease, tuple[Cell, ...]]
) -> bool:
    """Whether two releases may share a row: one platform, one installer, the same answers."""
    return (one[0].platform, *_answers(one[1])) == (other[0].platform, *_answers(other[1]))


def _answers(cells: tuple[Cell, ...]) -> list[tuple[str, str, bool | None]]:
    return [(cell.installer, cell.spelling, cell.accepted) for cell in cells]


def _line(place: str, cells: tuple[Cell, ...]) -> Line:
    by_spelling = {cell.spelling: cell for cell in cells}
    found = [by_spelling.get(spelling) for spelling in SPELLINGS]
    return Line(
        place,
        cells[0].installer,
        tuple(cell.accepted if cell else None for cell in found),
        tuple(cell.why if cell else "" for cell in found),
        tuple(dict.fromkeys(source for cell in cells for source in cell.sources)),
    )


def _span(versions: list[str]) -> str:
    if len(versions) < 3:
        return " and ".join(versions)
    return f"{versions[0]} to {versions[-1]}"
