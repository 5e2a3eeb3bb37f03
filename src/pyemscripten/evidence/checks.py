"""Compare a table with what published artifacts showed, fact by fact.

Nothing here reads a file or a network, so that the same comparison runs after a download, when
the site is built, and on a table that a test has falsified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyemscripten.consistency import problems
from pyemscripten.versions import sort_key

from .compare import TABLE, TOOL, Agreement, Check, compare, unchecked
from .definitions import check_definition
from .platforms import check_platform
from .recorded import ARTIFACT
from .rows import FACTS, check_emscripten, check_row, platform_of
from .said import check_emscripten_said, check_release, check_statement, check_tags
from .statements import check_constants, check_names, check_observed, check_support

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table

    from .recorded import Evidence, ReleaseEvidence


def check(table: Table, evidence: Evidence) -> list[Check]:
    """Compare everything that the evidence speaks of, and list what it should and does not.

    >>> import pyemscripten
    >>> from pyemscripten.evidence.compare import status
    >>> from pyemscripten.evidence.recorded import recorded
    >>> status(check(pyemscripten.builtin(), recorded()))
    0
    """
    found = list(_consistency(table))
    found += _listing(table, evidence)
    for release in table.releases:
        if release.version in evidence.releases:
            found += check_row(table, release, evidence.releases[release.version])
    for version in new_releases(table, evidence):
        if version in evidence.releases:
            found += _newcomer(table, evidence.releases[version])
    for platform in table.platforms:
        found += check_platform(table, platform, evidence)
    for emscripten in table.emscripten:
        found += check_emscripten(table, emscripten, evidence)
    for statement in table.support:
        found += check_support(statement, evidence)
    found += check_names(table, evidence)
    found += check_constants(table, evidence)
    if evidence.said:
        found += _said(table, evidence)
    found += [
        unchecked(TOOL, what, "what it does with the tags", "PyPI", reason)
        for what, reason in evidence.tools_unchecked.items()
    ]
    return found


def _said(table: Table, evidence: Evidence) -> Iterator[Check]:
    """Everything that files of other projects speak of, and that a complete run tells."""
    yield from check_tags(table, evidence.said)
    yield from check_observed(table, evidence)
    for release in table.releases:
        yield from check_release(release, evidence)
    for platform in table.platforms:
        yield from check_definition(platform, evidence.said)
    for emscripten in table.emscripten:
        yield from check_emscripten_said(emscripten, evidence.said)
    for statement in (*table.support, *table.uv_targets):
        yield from check_statement(statement, evidence.said)


def new_releases(table: Table, evidence: Evidence) -> tuple[str, ...]:
    """Releases on npm that the table has no row for, from its first row on."""
    if evidence.listing is None:
        return ()
    known = {release.version for release in table.releases}
    first = sort_key(table.releases[0].version)
    newer = [v for v in evidence.listing.versions if sort_key(v) >= first]
    return tuple(v for v in newer if v not in known)


def _consistency(table: Table) -> Iterator[Check]:
    found = list(problems(table))
    if not found:
        yield Check(TABLE, "the table", "consistency", "", "", "consistency.py", Agreement.MATCH)
    for problem in found:
        yield Check(
            TABLE, "the table", "consistency", "", problem, "consistency.py", Agreement.MISMATCH
        )


def _listing(table: Table, evidence: Evidence) -> Iterator[Check]:
    place = "versions of pyodide on npm"
    listing = evidence.listing
    if listing is None:
        if evidence.unlisted:
            yield unchecked(TABLE, "the table", "releases on npm", place, evidence.unlisted)
        return
    for release in table.releases:
        ours = "on npm" if release.npm else "not on npm"
        found = "on npm" if release.version in listing.versions else "not on npm"
        if release.npm and release.version in listing.withdrawn:
            yield unchecked(
                ARTIFACT,
                release.version,
                "on npm",
                place,
                f"pyodide {release.version} was withdrawn from npm; what the row says of it can no"
                " longer be checked there",
            )
        else:
            yield compare(ARTIFACT, release.version, "on npm", ours, found, place)


def _newcomer(table: Table, seen: ReleaseEvidence) -> Iterator[Check]:
    """What can be said of a release that has no row: whether its platform is known."""
    for part, reason in seen.unchecked.items():
        yield unchecked(part, seen.release, FACTS[part], f"npm pyodide {seen.release}", reason)
    platform = platform_of(seen)
    if platform is not None and platform not in {p.version for p in table.platforms}:
        yield unchecked(
            ARTIFACT,
            seen.release,
            "platform",
            f"npm pyodide {seen.release}",
            f"pyodide {seen.release} carries the platform {platform}, which the table does not"
            f" know; nothing about {platform} was checked",
        )
