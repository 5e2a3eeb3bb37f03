"""How each fact is known: from documents, files, releases, or against a contradiction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pyemscripten._record import Record
from pyemscripten.model import DOCUMENTATION, SOURCE_CODE

from .checks import check
from .compare import SOURCE, TOOL, Agreement, Check
from .recorded import PARTS, Evidence, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform


class Known(Record):
    """How one fact of a platform is known.

    ``documented`` says whether a page states it, ``source_code`` whether code does, ``releases``
    in which Pyodide releases it was measured, ``tools`` on which packages from PyPI. ``conflicts``
    are the identifiers of the contradictions about it. ``files`` are those of other projects that a
    program read and found to agree.
    """

    documented: bool
    source_code: bool
    releases: tuple[str, ...]
    tools: tuple[str, ...]
    conflicts: tuple[str, ...]
    files: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """In words: ``"documented, measured in 8 releases"``.

        ``"documented only"`` is what no program compared with anything: somebody read it.
        """
        only = "" if self.releases or self.tools or self.files else " only"
        words = []
        if self.documented:
            words.append(f"documented{only}")
        elif self.source_code:
            words.append(f"in source code{only}")
        if self.files:
            plural = "s" if len(self.files) > 1 else ""
            words.append(f"agrees with {len(self.files)} file{plural}")
        if self.releases:
            plural = "s" if len(self.releases) > 1 else ""
            words.append(f"measured in {len(self.releases)} release{plural}")
        if self.tools:
            words.append(f"seen in {', '.join(self.tools)}")
        if self.conflicts:
            words.append("sources in conflict")
        return ", ".join(words)


def known(table: Table, platform: Platform) -> dict[str, Known]:
    """How each sourced field of a platform is known, by the name of the field.

    Measured means: the last complete run compared the fact, or the part of it that shows in an
    artifact, with that release, and they agreed.

    >>> import pyemscripten
    >>> table = pyemscripten.builtin()
    >>> known(table, table.platform("2024_0"))["rpath"].text
    'documented, agrees with 1 file'
    >>> known(table, table.platform("2024_0"))["notes"].text
    'in source code only'
    """
    found = {}
    matches = _matches(table)
    for field, sources in platform.sources.items():
        about = matches.get((platform.version, field), [])
        found[field] = Known(
            documented=any(source.kind == DOCUMENTATION for source in sources),
            source_code=any(source.kind == SOURCE_CODE for source in sources),
            releases=tuple(dict.fromkeys(c.release for c in about if c.group in PARTS)),
            tools=tuple(dict.fromkeys(_tool(c.source) for c in about if c.group == TOOL)),
            conflicts=tuple(
                conflict.identifier
                for conflict in table.conflicts_about(platform)
                if conflict.fact == field
            ),
            files=tuple(dict.fromkeys(c.source for c in about if c.group == SOURCE)),
        )
    return found


def refuted(table: Table) -> Iterator[str]:
    """What the last complete run contradicts, a sentence each: such facts must not be published.

    >>> import pyemscripten
    >>> list(refuted(pyemscripten.builtin()))
    []
    """
    for each in checks(table):
        if each.verdict is Agreement.MISMATCH:
            yield sentence(each)
    for release in table.releases:
        if release.npm and release.version not in _recorded().releases:
            yield (
                f"Pyodide {release.version} is on npm and was never verified: run"
                " `pyemscripten verify --record`"
            )


def sentence(found: Check) -> str:
    """A mismatch in a line."""
    if not found.ours:
        return f"{found.subject}: {found.found}"
    return (
        f"{found.subject}, {found.fact}: the table says {found.ours}, the artifact {found.found}"
        f" ({found.source})"
    )


def _tool(source: str) -> str:
    """The tool and its version in the name of a source."""
    return source.removeprefix("PyPI ").partition(":")[0]


def _matches(table: Table) -> dict[tuple[str, str], list[Check]]:
    """The facts that artifacts agreed with, by subject and field."""
    # A cache by value would hash every fact of the table for each of its platforms.
    if not _latest or _latest[0][0] is not table:
        found: dict[tuple[str, str], list[Check]] = {}
        for each in checks(table):
            if each.verdict is Agreement.MATCH:
                found.setdefault((each.subject, each.fact.partition(".")[0]), []).append(each)
        _latest[:] = [(table, found)]
    return _latest[0][1]


_latest: list[tuple[Table, dict[tuple[str, str], list[Check]]]] = []


@cache
def _recorded() -> Evidence:
    return recorded()


@cache
def checks(table: Table) -> tuple[Check, ...]:
    """The table against the last complete run, fact by fact."""
    return tuple(check(table, _recorded()))
