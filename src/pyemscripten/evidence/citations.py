"""What the table cites: each source must have been found where the table says that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyemscripten._record import Record
from pyemscripten.model import DOCUMENTATION, Source
from pyemscripten.versions import npm_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table

    from .recorded import Evidence


def cited(table: Table) -> tuple[Source, ...]:
    """Each source that the table names, once.

    >>> import pyemscripten
    >>> len(cited(pyemscripten.builtin())) > 100
    True
    """
    return tuple(dict.fromkeys(_sources(table)))


def _sources(value: object) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
    elif isinstance(value, Record):
        for field in value.values():
            yield from _sources(field)
    elif isinstance(value, tuple):
        for each in value:
            yield from _sources(each)
    elif hasattr(value, "values"):
        yield from _sources(tuple(value.values()))


def unread(table: Table, evidence: Evidence) -> Iterator[str]:
    """Each source that was never found where the table says it is, a sentence each.

    >>> import pyemscripten
    >>> from pyemscripten.evidence.recorded import recorded
    >>> list(unread(pyemscripten.builtin(), recorded()))
    []
    """
    new = set(_new(table, evidence))
    today = max(table.as_of, evidence.said["read"])
    for source in cited(table):
        problem = _problem(source, evidence)
        if problem and (source.project, source.revision, source.label) not in new:
            yield f"{source.text} ({source.kind}): {problem}"
        if source.read > today:
            yield f"{source.text}: {source.read} is after the day of the last reading, {today}"
    for release in table.releases:
        if release.read > today:
            yield f"Pyodide {release.version}: {release.read} is after the last reading, {today}"


def _new(table: Table, evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    """The commits and tags of releases that were added since: their rows vouch for them."""
    for project, rows, known in (
        ("pyodide/pyodide", table.releases, evidence.said["releases"]),
        ("emscripten-core/emscripten", table.emscripten, evidence.said["emscripten"]),
    ):
        for row in rows:
            if row.version not in known and row.git_commit:
                yield project, row.git_commit, row.version


def _problem(source: Source, evidence: Evidence) -> str:
    if source.measured:
        return _artifact(source, evidence)
    found = evidence.said["files"].get(source.project, {}).get(source.revision)
    path = source.path.partition("#")[0]
    if not found or (path and source.path not in found.get("files", {})):
        return "no such file was read; run scripts/read_sources.py"
    if source.label and source.label not in found["tags"]:
        return f"{source.label} is no tag of that commit"
    written = path.endswith(_WRITTEN) or source.project == "python/peps"
    if written != (source.kind == DOCUMENTATION):
        return "a text is documentation, a program is source code"
    return ""


#: How the names of texts end, and of the list of cross-build environments.
_WRITTEN = (".md", ".rst", "environments-v2.json")


def _artifact(source: Source, evidence: Evidence) -> str:
    """What is wrong with a source that is a published version of something."""
    if source.label:
        return "what registries have is named by its version alone"
    looked_at = evidence.said["packages"].get(source.project, {})
    known = set(looked_at)
    if source.project == "npm pyodide" and evidence.listing:
        known.update(map(npm_spelling, evidence.listing.versions))
    if source.revision not in known:
        return "no such version was looked at; run scripts/read_sources.py"
    if source.path not in {what for every in looked_at.values() for what in every}:
        return "no such file is in it, or nothing of that name was done to any version"
    return ""
