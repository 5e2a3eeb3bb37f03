"""Who accepts which spelling, as JSON and as rows for the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pyemscripten._record import plain
from pyemscripten.installers import (
    HOST,
    INDEX,
    Cell,
    host_cells,
    index_cells,
    installers_at,
    matrix,
    release_cells,
)
from pyemscripten.wheel_names import SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyemscripten.lookup import Table
    from pyemscripten.model import PyodideRelease, Source


class Line(NamedTuple):
    """One row of a table: where, with what, and what it says to each spelling.

    ``answers`` are in the order of :data:`~pyemscripten.wheel_names.SPELLINGS`; a spelling
    for which the place has no tag is ``None``. ``why`` has one sentence for each answer.
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
    """What a tool that runs in the runtime takes, neighbours alike in one row.

    >>> import pyemscripten
    >>> rows = runtime_lines(pyemscripten.builtin(), "packaging")
    >>> rows[1].place, rows[1].answers
    ('0.26.0 to 0.27.8', (False, False, True))
    """
    runs: list[list[tuple[PyodideRelease, tuple[Cell, ...]]]] = []
    for release in table.releases:
        # Where nothing was measured there is nothing to say.
        if release.config_variables is None or not release.micropip:
            continue
        one = _of(installer, release_cells(release, table))
        if runs and _alike(runs[-1][-1], (release, one)):
            runs[-1].append((release, one))
        else:
            runs.append([(release, one)])
    return [
        _line(_span([release.version for release, _ in run]), cells)
        for run in runs
        if (cells := run[-1][1])
    ]


def host_lines(table: Table) -> list[Line]:
    """What each tool that runs on another system takes, one row a platform."""
    found = [(platform.tag, host_cells(platform, table)) for platform in table.platforms]
    return [
        _line(place, own)
        for installer in installers_at(HOST)
        for place, cells in found
        if (own := _of(installer.name, cells))
    ]


def index_lines(table: Table) -> list[Line]:
    """What each index takes."""
    cells = index_cells(table)
    return [
        _line("", own) for installer in installers_at(INDEX) if (own := _of(installer.name, cells))
    ]


def _of(installer: str, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Those of one tool that are decided."""
    return tuple(
        cell
        for cell in cells
        if cell.installer.partition(" ")[0] == installer and cell.accepted is not None
    )


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
