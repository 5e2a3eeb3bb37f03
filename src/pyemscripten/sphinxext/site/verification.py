"""``pyemscripten-verification``: what was compared with which artifact, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from pyemscripten.evidence.compare import GROUPS, Agreement
from pyemscripten.evidence.known import checks, known
from pyemscripten.evidence.recorded import PARTS, guards, recorded
from pyemscripten.publish.facts import TITLES
from pyemscripten.sphinxext.build import paragraph, table
from pyemscripten.sphinxext.directives import DataDirective
from pyemscripten.sphinxext.find import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.util.typing import OptionSpec

    from pyemscripten.sphinxext.build import Content
    from pyemscripten.sphinxext.edition import Edition

#: What a group of comparisons is called on the page.
_GROUPS = {
    "table": "The table with itself",
    "artifact": "Tarballs on npm: integrity, lock file, list of releases",
    "main module": "Main modules: imports, exception tags, memory",
    "runtime": "Running interpreters, under Node.js",
    "tool": "Packaging tools from PyPI",
    "source": "Files of other projects: tags, build files, change logs, pages",
}


def _groups(data: Edition) -> nodes.Node:
    counts = Counter((each.group, each.verdict) for each in checks(data.table))
    verdicts = (Agreement.MATCH, Agreement.CONFLICT, Agreement.MISMATCH)
    return table(
        ("Compared with", *(verdict.value.capitalize() for verdict in verdicts)),
        (
            (_GROUPS[group], *(str(counts[group, verdict]) for verdict in verdicts))
            for group in GROUPS
        ),
    )


def _facts(data: Edition) -> nodes.Node:
    """How each fact of each platform is known."""
    platforms = data.table.platforms
    how = {platform.version: known(data.table, platform) for platform in platforms}
    return table(
        ["Fact", *(platform.version for platform in platforms)],
        (
            (title, *(how[platform.version][field].text for platform in platforms))
            for field, title in TITLES.items()
        ),
    )


def _releases(data: Edition) -> nodes.Node:
    """How many values of each release agreed, newest first."""
    counts = Counter(
        (each.release, each.group)
        for each in checks(data.table)
        if each.verdict is Agreement.MATCH and each.group in PARTS
    )
    seen = recorded().releases
    return table(
        ("Pyodide", *(part.capitalize() for part in PARTS)),
        (
            (release.version, *(str(counts[release.version, part]) for part in PARTS))
            for release in reversed(data.table.releases)
            if release.version in seen
        ),
    )


def _tools(data: Edition) -> nodes.Node:
    return table(("Tool", "Versions", "How"), _tool_rows())


def _tool_rows() -> Iterator[tuple[Content, ...]]:
    for tool, versions in recorded().tools.items():
        how = dict.fromkeys(seen["how"] for seen in versions.values())
        yield tool, ", ".join(versions), ", ".join(how)


def _guards(data: Edition) -> nodes.Node:
    """How many values of each kind each guard notices when they are falsified."""
    counts = guards()["counts"]
    columns = list(next(iter(counts.values())))
    totals = {column: sum(row[column] for row in counts.values()) for column in columns}
    return table(
        ("Values", "Number", *(column.capitalize() for column in columns)),
        (
            (kind, str(sum(row.values())), *(str(row[column]) for column in columns))
            for kind, row in {**counts, "All": totals}.items()
        ),
    )


def _falsified(data: Edition) -> nodes.Node:
    """The share, in a sentence."""
    found = guards()
    rows = found["counts"].values()
    total = sum(sum(row.values()) for row in rows)
    noticed = total - sum(map(len, found["left"].values()))
    return paragraph(
        f"Of {total} values of the edition {found['edition']}, each falsified in turn, {noticed}"
        f" were noticed: {noticed * 1000 // total / 10} %."
    )


def _left(data: Edition) -> nodes.Node:
    """What nothing notices, and why."""
    return table(
        ("Number", "Values", "Why"),
        (
            (str(len(names)), f"{names[0]}, …" if len(names) > 9 else "; ".join(names), why)
            for why, names in guards()["left"].items()
        ),
    )


#: What the directive can show.
VIEWS: dict[str, Callable[[Edition], nodes.Node]] = {
    "groups": _groups,
    "facts": _facts,
    "falsified": _falsified,
    "guards": _guards,
    "left": _left,
    "releases": _releases,
    "tools": _tools,
}


class VerificationDirective(DataDirective):
    """``pyemscripten-verification``: the last complete comparison with published artifacts.

    The argument is one of :data:`VIEWS`: ``groups`` for how many values agreed, ``facts`` for how
    each fact is known, ``releases`` and ``tools`` for what was looked at, ``falsified``,
    ``guards`` and ``left`` for which falsified values are noticed. Without one, a sentence.
    """

    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One view of the result."""
        if self.arguments:
            return [VIEWS[one_of("view", self.arguments[0], VIEWS)](data)]
        found = checks(data.table)
        releases = {each.release for each in found if each.release}
        tools = recorded().tools
        versions = sum(len(each) for each in tools.values())
        return [
            paragraph(
                f"{len(found)} comparisons with {len(releases)} Pyodide releases and {versions} "
                f"versions of {len(tools)} packaging tools, last on {data.table.as_of}."
            )
        ]
