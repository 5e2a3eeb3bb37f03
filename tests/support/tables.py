"""Rows by what they are, and rows that the data does not have yet.

The last platform and the last release say little of themselves: the one may be a draft and the
other a row that nobody measured so far. No test may count on either, or on a name that is free.
"""

from __future__ import annotations

from typing import NamedTuple

from pyemscripten.lookup import Table
from pyemscripten.model import Platform, PyodideRelease, Support
from tests.support.rows import measured


def measured_releases(table: Table) -> list[PyodideRelease]:
    """The releases that were measured, which are those on npm; oldest first."""
    return [release for release in table.releases if release.npm]


def measured_platforms(table: Table) -> list[Platform]:
    """The platforms that a measured release carries; oldest first."""
    carried = {release.platform for release in measured_releases(table)}
    return [platform for platform in table.platforms if platform.version in carried]


def newest_stable(table: Table) -> PyodideRelease:
    """The newest final release."""
    return [release for release in table.releases if release.stable][-1]


def unmeasured(release: PyodideRelease) -> PyodideRelease:
    """The row as it is written before anyone measures the release."""
    return release.replace(npm=None)


def uv_rows(table: Table, platforms: tuple[Platform, ...]) -> tuple[Support, ...]:
    """What the data says of uv's names of these platforms, for a table that has no others."""
    names = {name for platform in platforms for name in platform.names.get("uv", ())}
    return tuple(row for row in table.uv_targets if row.spelling in names)


def unnamed(table: Table, version: str) -> Table:
    """The table while uv has no name for one platform, whatever it has learnt since."""
    platforms = tuple(
        p.replace(names={tool: own for tool, own in p.names.items() if tool != "uv"})
        if p.version == version
        else p
        for p in table.platforms
    )
    return table.replace(platforms=platforms, uv_targets=uv_rows(table, platforms))


class Later(NamedTuple):
    """A table with a platform more, the platform, and the release that carries it."""

    table: Table
    platform: Platform
    release: PyodideRelease


def later(table: Table, *, final: bool) -> Later:
    """A later table: final and measured, or a draft whose first alpha nobody measured.

    Platform, release and Python are newer than all that the table has, by so much that nobody
    takes them for the next ones.
    """
    model = measured_releases(table)[-1]
    year = int(table.platforms[-1].version.partition("_")[0]) + 1000
    major = int(table.releases[-1].version.partition(".")[0]) + 1000
    minor = int(table.platforms[-1].python.partition(".")[2]) + 50
    platform = table.platforms[-1].replace(
        version=f"{year}_0", emscripten=model.emscripten, python=f"3.{minor}"
    )
    release = measured(model, wheel_tags=(platform.tag,)).replace(
        version=f"{major}.0.0" if final else f"{major}.0.0a1",
        python=f"3.{minor}.0",
        platform=platform.version,
    )
    if not final:
        release = unmeasured(release)
        platform = platform.replace(unwinding=platform.unwinding.replace(evidence=""))
    added = table.replace(
        platforms=(*table.platforms, platform), releases=(*table.releases, release)
    )
    return Later(added, platform, release)
