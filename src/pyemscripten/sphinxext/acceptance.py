"""Who takes which spelling of the tag, from which release on, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pyemscripten.installers import RUNTIME, installers_at
from pyemscripten.publish import acceptance
from pyemscripten.wheel_names import SPELLINGS

from .build import bullets, code, page_link, separated, source_link, table, word
from .directives import DataDirective
from .find import one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.util.typing import OptionSpec

    from pyemscripten.installers import Installer
    from pyemscripten.lookup import Table
    from pyemscripten.publish.acceptance import Line

    from .build import Content
    from .edition import Edition

    View = tuple[tuple[str, ...], Callable[[Table], list[Line]]]


def views() -> dict[str, View]:
    """What the directive can show -> the headings of the first columns, and the rows."""
    return {
        **{tool.name: _runtimes(tool) for tool in installers_at(RUNTIME)},
        "hosts": (("Platform", "Installer"), acceptance.host_lines),
        "index": (("Index",), acceptance.index_lines),
    }


def _runtimes(tool: Installer) -> View:
    headings = ("Pyodide", "Bundled installer") if tool.bundled else ("Pyodide",)
    return headings, lambda table: acceptance.runtime_lines(table, tool.name)[::-1]


class AcceptanceDirective(DataDirective):
    """``pyemscripten-acceptance``: what takes which spelling of the tag, with the sources.

    The argument is one of :func:`views`: the name of a tool that runs in Pyodide, for each release
    of it; ``hosts`` for the tools that run on another system, ``index`` for those on a server.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One row for each place, or for neighbouring releases that are alike."""
        found = views()
        headings, lines_of = found[one_of("view", self.arguments[0], found)]
        spellings = [f"{spelling}_*" for spelling in SPELLINGS]
        rows = (
            (
                *_first(line, len(headings)),
                *map(_answer, line.answers),
                separated(source_link(source) for source in line.sources),
            )
            for line in lines_of(data.table)
        )
        return [table((*headings, *spellings, "Sources"), rows, "pyemscripten-acceptance")]


def _first(line: Line, count: int) -> list[Content]:
    cells: list[Content] = [code(line.place) if "_" in line.place else line.place, line.installer]
    return cells[:count] if line.place else cells[1:]


def _answer(accepted: bool | None) -> Content:
    if accepted is None:
        return word("none", "pyemscripten-none")
    name = "yes" if accepted else "no"
    return word(name, f"pyemscripten-{name}")


class TagOrdersDirective(DataDirective):
    """``pyemscripten-tag-orders``: in which order tools try the spellings."""

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One row an order, the default first."""
        found = (
            (
                code(order.name),
                order.tool,
                separated(code(f"{spelling}_*") for spelling in order.spellings),
                order.note,
                separated(source_link(source) for source in order.sources),
            )
            for order in data.table.tag_orders
        )
        headings = ("Order", "Followed by", "Spellings, the preferred first", "Remarks", "Sources")
        return [table(headings, found, "pyemscripten-support")]


class InstallableDirective(DataDirective):
    """``pyemscripten-installable``: from which Pyodide release on a platform's tag installs.

    Derived from the installer that each release bundles.
    """

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One line a platform."""
        lines: list[Content] = []
        for platform in data.table.platforms:
            taking = [
                release.version
                for release in data.history(platform).releases
                if data.table.installs_from_index(release)
            ]
            says = (
                f"installs from PyPI with Pyodide {taking[0]} and later."
                if taking
                else (
                    "is legal on PyPI, but no Pyodide release of that platform bundles an "
                    "installer that takes it."
                )
            )
            lines.append([page_link(platform), " ", says])
        return [bullets(lines)]


#: Name of each directive -> its class.
DIRECTIVES: dict[str, type[DataDirective]] = {
    "pyemscripten-acceptance": AcceptanceDirective,
    "pyemscripten-installable": InstallableDirective,
    "pyemscripten-tag-orders": TagOrdersDirective,
}
