"""What must hold between the facts, each rule with the sentence that a newcomer needs.

The tests run this on the data that we publish, :func:`pyemscripten.load` on the data that others
bring, and the site refuses to build while it finds anything.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from .model import DATE_BASES, SOURCE_KINDS, Source
from .versions import ANY, version_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .lookup import Table
    from .model import Platform, PyodideRelease

#: The fields of a platform that name it or hold the sources themselves, and so need no source.
_UNSOURCED = ("version", "sources")

#: A full version of CPython: ``"3.14.2"``, ``"3.15.0rc1"``.
_PYTHON = re.compile(r"3\.[0-9]+\.[0-9]+((a|b|rc)[0-9]+)?")


def problems(table: Table) -> Iterator[str]:
    """What is incomplete, inconsistent or without a source, one sentence each.

    >>> import pyemscripten
    >>> list(problems(pyemscripten.builtin()))
    []
    """
    yield from _dates("AS_OF", table.as_of)
    yield from _unique("platform", [p.version for p in table.platforms])
    yield from _unique("Pyodide release", [r.version for r in table.releases])
    yield from _unique("conflict", [c.identifier for c in table.conflicts])
    yield from _ordered("platform", [p.version for p in table.platforms], _platform_key)
    yield from _ordered("Pyodide release", [r.version for r in table.releases], version_key)
    for platform in table.platforms:
        yield from _platform(table, platform)
    for release in table.releases:
        yield from _release(table, release)
    for statement in (*table.support, *table.uv_targets):
        where = f"the statement that {statement.tool} {statement.verb} {statement.spelling}_*"
        for limit in (statement.since, statement.until):
            if limit not in ("", ANY) and version_key(limit) is None:
                # An index has no versions, so it changes on a day.
                yield from _dates(f"{where}, since and until", limit)
        yield from _sources(where, statement.sources)
    yield from _uv(table)
    for emscripten in table.emscripten:
        yield from _dates(f"Emscripten {emscripten.version}", emscripten.date)
        yield from _sources(f"Emscripten {emscripten.version}", emscripten.sources)
    known = {p.version for p in table.platforms} | {r.version for r in table.releases}
    for conflict in table.conflicts:
        for subject in conflict.about:
            if subject not in known:
                yield f"conflict {conflict.identifier!r} is about {subject!r}, which is not known"
        yield from _sources(
            f"conflict {conflict.identifier!r}", [claim.source for claim in conflict.claims]
        )


def _platform(table: Table, platform: Platform) -> Iterator[str]:
    where = f"platform {platform.version}"
    if _platform_key(platform.version) is None:
        yield f"{where}: version is {platform.version!r}, expected year and patch like '2026_0'"
    if version_key(platform.emscripten) is None or platform.emscripten.count(".") != 2:
        yield f"{where}: emscripten is {platform.emscripten!r}, expected three numbers like '5.0.3'"
    if version_key(platform.python) is None or platform.python.count(".") != 1:
        yield f"{where}: python is {platform.python!r}, expected a minor version like '3.14'"
    for field in platform.field_names():
        if field not in _UNSOURCED and not platform.sources.get(field):
            yield f"{where}: the field {field!r} has no source; add a line to its sources"
    for field, sources in platform.sources.items():
        if field not in platform.field_names():
            yield f"{where}: sources name {field!r}, which is not a field of a platform"
        yield from _sources(f"{where}, {field}", sources)
    yield from _flags(where, platform)
    for library in platform.static_libraries:
        yield from _sources(f"{where}, library {library.name}", library.sources)
    carried = [release for release in table.releases if release.platform == platform.version]
    if not carried:
        yield f"{where}: no Pyodide release carries it, so it has no date and no status"
    if platform.unwinding.evidence and not any(release.npm for release in carried):
        yield (
            f'{where}: unwinding.evidence is what a published main module shows; leave it "" while '
            "no release of the platform is on npm"
        )


def _uv(table: Table) -> Iterator[str]:
    """The platforms say what uv calls them, and ``uv_targets`` since when: both or neither."""
    named = {name: p.version for p in table.platforms for name in p.names.get("uv", ())}
    dated = [statement.spelling for statement in table.uv_targets]
    for name in dict.fromkeys((*named, *dated)):
        if name not in dated:
            yield f"platform {named[name]}: uv calls it {name!r}, on which uv_targets has no row"
        elif name not in named:
            yield f"uv_targets has a row on {name!r}, which is in the names of no platform"


def _flags(where: str, platform: Platform) -> Iterator[str]:
    """Flags that a part of the platform asks of all code, and that building with it would lack."""
    unwinding, bigint = platform.unwinding, platform.wasm_bigint.flags
    always = (*unwinding.flags, *platform.longjmp.flags) if unwinding.when == "always" else ()
    asked = {
        "cflags": always,
        "ldflags": (*always, *bigint),
        "rustflags": tuple(f"-Clink-arg={flag}" for flag in bigint),
    }
    for field, flags in asked.items():
        for flag in flags:
            if flag not in getattr(platform.flags, field):
                yield f"{where}: flags.{field} lacks {flag}, which all code needs there"


def _release(table: Table, release: PyodideRelease) -> Iterator[str]:
    where = f"Pyodide {release.version}"
    if version_key(release.version) is None:
        yield f"{where}: version is {release.version!r}, expected one like '314.0.7' or '315.0.0a2'"
    if not _PYTHON.fullmatch(release.python):
        yield f"{where}: python is {release.python!r}, expected one like '3.14.2' or '3.15.0rc1'"
    yield from _dates(where, release.date)
    if release.date_basis not in DATE_BASES:
        yield f"{where}: date_basis is {release.date_basis!r}, expected one of {DATE_BASES}"
    yield from _sources(where, release.sources)
    if release.emscripten not in {e.version for e in table.emscripten}:
        yield f"{where}: Emscripten {release.emscripten} has no entry in EMSCRIPTEN"
    platform = next((p for p in table.platforms if p.version == release.platform), None)
    if release.platform is not None and platform is None:
        yield f"{where} names the platform {release.platform!r}, which is not in PLATFORMS"
    if platform and release.stable:
        if platform.emscripten != release.emscripten:
            yield (
                f"{where} is stable and has Emscripten {release.emscripten}, but its platform "
                f"{platform.version} has {platform.emscripten}"
            )
        if platform.python != release.python_minor:
            yield (
                f"{where} is stable and has Python {release.python}, but its platform "
                f"{platform.version} is planned for {platform.python}"
            )


def _sources(where: str, sources: Iterable[Source] | Source) -> Iterator[str]:
    if isinstance(sources, Source):
        yield f"{where}: one source is written with a comma, `(source,)`"
        return
    given = tuple(sources)
    if not given:
        yield f"{where} has no source"
    for source in given:
        if source.kind not in SOURCE_KINDS:
            yield f"{where}: source kind {source.kind!r} is not one of {SOURCE_KINDS}"
        if not source.revision:
            yield f"{where}: the source {source.project} names no revision or version"
        yield from _dates(f"{where}, source {source.project}", source.read)


def _dates(where: str, text: str) -> Iterator[str]:
    try:
        # Newer Pythons read other forms too, which do not sort as text.
        fit = date.fromisoformat(text).isoformat() == text
    except ValueError:
        fit = False
    if not fit:
        yield f"{where}: {text!r} is not an ISO date like '2026-11-22'"


def _platform_key(version: str) -> tuple[int, ...] | None:
    year, _, patch = version.partition("_")
    return version_key(f"{year}.{patch}") if year.isdigit() and patch.isdigit() else None


def _ordered(
    what: str, versions: list[str], key: Callable[[str], tuple[int, ...] | None]
) -> Iterator[str]:
    known = [version for version in versions if key(version)]
    for before, after in pairwise(known):
        if (key(before) or ()) > (key(after) or ()):
            yield f"{what} {after!r} stands after {before!r}; put it where its version belongs"


def _unique(what: str, names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{what} {name!r} is there {names.count(name)} times"
