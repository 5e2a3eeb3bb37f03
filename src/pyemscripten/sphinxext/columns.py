"""The columns that a table of platforms can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyemscripten.publish.tables import COLUMNS as HEADINGS
from pyemscripten.publish.tables import cell

from .build import code, codes, page_link, separated, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyemscripten.model import Platform

    from .build import Content
    from .edition import Edition


class Column(NamedTuple):
    """A heading, and what stands below it for each platform."""

    heading: str
    cell: Callable[[Edition, Platform], Content]


def _status(edition: Edition, platform: Platform) -> Content:
    history = edition.history(platform)
    return [status(history.status), f" since {history.final_since or history.draft_since}"]


def _pyodide(edition: Edition, platform: Platform) -> Content:
    return cell(edition.table, platform, "pyodide")


def _names(edition: Edition, platform: Platform) -> Content:
    return separated(code(name) for names in platform.names.values() for name in names)


def _named(platform: Platform, tool: str) -> Content:
    return _flags(platform.names.get(tool, ()))


def _flags(flags: tuple[str, ...]) -> Content:
    return codes(" ".join(flags)) if flags else "none"


#: Name of a column in the directive's ``:columns:`` -> the column.
COLUMNS = {
    "tag": Column(HEADINGS["tag"], lambda _, p: page_link(p)),
    "version": Column(HEADINGS["version"], lambda _, p: page_link(p, code(p.version))),
    "emscripten": Column(HEADINGS["emscripten"], lambda _, p: p.emscripten),
    "python": Column(HEADINGS["python"], lambda _, p: p.python),
    "status": Column(HEADINGS["status"], _status),
    "pyodide": Column(HEADINGS["pyodide"], _pyodide),
    "legacy": Column("Older spelling", lambda _, p: code(p.legacy_tag) if p.legacy else "none"),
    "generic": Column("Generic tag", lambda _, p: code(p.generic_tag)),
    "unwinding": Column("Exceptions", lambda _, p: p.unwinding.model),
    "rpath": Column("RPATH", lambda _, p: p.rpath.rule),
    "rust": Column("Rust", lambda _, p: p.rust.toolchain),
    "cflags": Column("Compile with", lambda _, p: _flags(p.flags.cflags)),
    "ldflags": Column("Link with", lambda _, p: _flags(p.flags.ldflags)),
    "rustflags": Column("RUSTFLAGS", lambda _, p: _flags(p.flags.rustflags)),
    "names": Column("Names in tools", _names),
    "cibuildwheel": Column("cibuildwheel", lambda _, p: _named(p, "cibuildwheel")),
}

#: The columns that a table has if nobody says.
DEFAULT = ("tag", "emscripten", "python", "pyodide", "status")
