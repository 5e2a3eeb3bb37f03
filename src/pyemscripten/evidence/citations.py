"""What the table cites: each source must have been found where the table says that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyemscripten import data
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
    for source in cited(table):
        problem = _problem(source, evidence)
        if problem:
            yield f"{source.text} ({source.kind}): {problem}"
        if source.read > table.as_of:
            yield f"{source.text}: was read on {source.read}, after AS_OF; raise that"
    for release in table.releases:
        if release.read > table.as_of:
            yield f"Pyodide {release.version}: was read on {release.read}, after AS_OF; raise that"


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


#: What can be done to a published version, where the path is no file in it.
_DONE = (
    *data.LOCK_FILES,
    "running interpreter",
    "imports and tags of pyodide.asm.wasm",
    "run",
    "run in Pyodide",
    "run without the target's library",
    "wasm-ld, run",
    "--python-platform",
)


def _artifact(source: Source, evidence: Evidence) -> str:
    """What is wrong with a source that is a published version of something."""
    if source.label:
        return "what registries have is named by its version alone"
    project = source.project
    listed = evidence.said["packages"].get(project, {})
    if project == "npm pyodide" and evidence.listing:
        listed = {npm_spelling(version): [] for version in evidence.listing.versions}
    if source.revision not in listed:
        return "no such version was looked at; run scripts/read_sources.py"
    if source.path not in (*_DONE, *listed[source.revision]):
        return "no such file is in it, and nothing of that name can be done to it"
    return ""
