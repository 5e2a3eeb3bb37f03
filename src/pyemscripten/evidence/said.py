"""Releases and statements about tools against what files of other projects say.

A tag, a change log or a list of cross-build environments is a second statement, made by those who
released the thing; nothing of it was copied from our table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyemscripten.versions import sort_key

from .compare import SOURCE, Check, compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Emscripten, PyodideRelease, Support

    from .recorded import Evidence

_METADATA = "metadata/pyodide-cross-build-environments-v2.json"


def check_release(release: PyodideRelease, evidence: Evidence) -> Iterator[Check]:
    """A row against the tagged build files, and the lists that Pyodide keeps of its releases."""
    said = evidence.said
    version = release.version
    tagged = said["releases"].get(version)
    if tagged:
        place = f"pyodide/pyodide Makefile.envs at {version}"
        yield _agree(version, "git_commit", release.git_commit, tagged["commit"], f"tag {version}")
        for fact in ("python", "emscripten"):
            yield _agree(version, fact, getattr(release, fact), tagged[fact], place)
        yield _agree(version, "platform", release.platform, tagged["platform"] or None, place)
    dated = _dated(release, said)
    if dated:
        basis, day = dated
        yield _agree(version, "date_basis", release.date_basis, basis, "what dates releases")
        yield _agree(version, "date", release.date, day, basis)
    yield from _cross_build(release, evidence)


def check_tags(table: Table, said: dict[str, Any]) -> Iterator[Check]:
    """Each tag that Pyodide gave a release since our first row has a row."""
    rows = {release.version for release in table.releases}
    for version in said["releases"]:
        yield _agree(version, "a row", version in rows, True, f"pyodide/pyodide tag {version}")


def _agree(subject: str, fact: str, ours: object, found: object, source: str) -> Check:
    return compare(SOURCE, subject, fact, ours, found, source)


def _dated(release: PyodideRelease, said: dict[str, Any]) -> tuple[str, str] | None:
    """What dates a release, the firmest that there is, and the date."""
    version = release.version
    if version in said["cross_builds"]:
        return "cross-build environment", said["cross_builds"][version]["day"]
    if version in said["changelog"]:
        return "changelog", said["changelog"][version]
    if release.npm:
        return "build stamp", release.npm.built[:10]
    if version in said["releases"]:
        return "git commit", said["releases"][version]["day"]
    return None


def _cross_build(release: PyodideRelease, evidence: Evidence) -> Iterator[Check]:
    listed = evidence.said["cross_builds"]
    version, ours = release.version, release.cross_build
    where = f"pyodide/pyodide {_METADATA}"
    if version in listed:
        found = listed[version]
        archive = found["url"].partition(f"xbuildenv-{version}.")[2]
        yield _agree(version, "cross_build.url", release.cross_build_url, found["url"], where)
        yield _agree(version, "cross_build.archive", ours and ours.archive, archive, where)
        yield _agree(version, "cross_build.sha256", ours and ours.sha256, found["sha256"], where)
        yield _agree(version, "cross_build.source", ours and ours.source.path, _METADATA, where)
        return
    pins = {
        build["release"]
        for seen in evidence.tools.get("cibuildwheel", {}).values()
        for build in seen["builds"]
        if build["sha256"]
    }
    if version in pins:
        yield _agree(version, "cross_build.tag", ours and ours.tag, "", where)
        yield _agree(version, "cross_build.url", release.cross_build_url, "", where)
        yield _agree(version, "cross_build", "a digest" if ours else None, "a digest", where)
    elif sort_key(version) < max(map(sort_key, listed)):
        yield _agree(version, "cross_build", ours and ours.sha256, None, where)


def check_emscripten_said(entry: Emscripten, said: dict[str, Any]) -> Iterator[Check]:
    """An Emscripten release against its tag and its change log."""
    found = said["emscripten"].get(entry.version)
    if found:
        subject = f"Emscripten {entry.version}"
        where = f"emscripten-core/emscripten tag {entry.version}"
        yield _agree(subject, "git_commit", entry.git_commit, found["commit"], where)
        where = "emscripten-core/emscripten ChangeLog.md"
        yield _agree(subject, "date", entry.date, found["day"], where)


def check_statement(statement: Support, said: dict[str, Any]) -> Iterator[Check]:
    """Since when a tool does something, against the first release that has the cited commit."""
    commits = [
        found
        for source in statement.sources
        if not source.measured
        for found in [said["files"].get(source.project, {}).get(source.revision)]
        if found
    ]
    fact = f"{statement.verb} {statement.spelling}_*"
    if statement.date == statement.since:
        starts = {_plain(each["day"]) for each in commits}
    else:
        # The commit that ended it says nothing of its beginning.
        begun = [each for each in commits if each.get("before", "") != statement.until]
        starts = {_plain(c[name]) for c in begun for name in ("first", "first_stable") if name in c}
    if starts and statement.since[:1].isdigit():
        yield _stated(statement, fact, statement.since, starts)
    ends = {_plain(each["before"]) for each in commits if "before" in each}
    if statement.until:
        yield _stated(statement, f"{fact} until", statement.until, ends)
    days = {day for each in commits for day in each.get("days", [each["day"]])}
    if statement.date and days:
        yield _stated(statement, f"{fact} date", statement.date, days)


def _plain(version: str) -> str:
    """A version without the zeros at its end, which tags have or have not."""
    while version.endswith(".0"):
        version = version.removesuffix(".0")
    return version


def _stated(statement: Support, fact: str, ours: str, among: set[str]) -> Check:
    cited = ", ".join(source.text for source in statement.sources if not source.measured)
    found = ours if _plain(ours) in among else ", ".join(sorted(among))
    return compare(SOURCE, statement.tool, fact, ours, found, cited)
