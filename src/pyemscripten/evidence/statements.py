"""Statements about tools, and facts about all platforms, against what was observed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyemscripten import data
from pyemscripten.installers import INSTALLERS

from .compare import TOOL, Check, against, compare
from .recorded import RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyemscripten.lookup import Table
    from pyemscripten.model import Support

    from .recorded import Evidence


def check_support(statement: Support, evidence: Evidence) -> Iterator[Check]:
    """A statement against every version that was looked at, on both sides of its limits."""
    fact = f"{statement.verb} {statement.spelling}_*"
    observed = evidence.tools.get(statement.tool, {})
    for version, seen in observed.items():
        if shows(seen, statement):
            source = f"PyPI {statement.tool} {version}: {seen['how']}"
            found = seen["spellings"][statement.spelling]
            yield compare(TOOL, statement.tool, fact, statement.holds(version), found, source)


def shows(seen: Mapping[str, Any], statement: Support) -> bool:
    """Whether an observation of the tool speaks of what is stated.

    What it does for a target can be seen only where it was told one.
    """
    told = "targets" in seen
    return statement.spelling in seen.get("spellings", ()) and told == (
        statement.verb == "resolves"
    )


def check_observed(table: Table, evidence: Evidence) -> Iterator[Check]:
    """Whether the table has a statement on each spelling that a tool was observed with."""
    stated = {(statement.tool, statement.spelling) for statement in table.support}
    for tool, versions in evidence.tools.items():
        for spelling in dict.fromkeys(
            s for seen in versions.values() for s in seen.get("spellings", ())
        ):
            fact = f"a statement on {spelling}_*"
            yield compare(TOOL, tool, fact, (tool, spelling) in stated, True, f"PyPI {tool}")


def check_names(table: Table, evidence: Evidence) -> Iterator[Check]:
    """What tools call the platforms."""
    targets = {
        target
        for seen in list(evidence.tools.get("uv", {}).values())[-1:]
        for target in seen["targets"]
    }
    if targets:
        version = list(evidence.tools["uv"])[-1]
        ours = {name for platform in table.platforms for name in platform.names.get("uv", ())}
        source = f"PyPI uv {version}: --python-platform"
        for platform in table.platforms:
            own = platform.names.get("uv", ())
            if own:
                found = tuple(name for name in own if name in targets)
                yield compare(TOOL, platform.version, "names.uv", own, found, source)
        extra = tuple(sorted(targets - ours))
        yield compare(TOOL, "uv", "names of platforms", (), extra, source)
    cibuildwheel = evidence.tools.get("cibuildwheel", {})
    for version, seen in cibuildwheel.items():
        for build in seen["builds"]:
            yield from _build(table, build, f"PyPI cibuildwheel {version}: {seen['how']}")
    carried = {release.version: release.platform for release in table.releases}
    for platform in table.platforms:
        own = platform.names.get("cibuildwheel", ())
        known = {
            build["identifier"]: f"PyPI cibuildwheel {version}: {seen['how']}"
            for version, seen in cibuildwheel.items()
            for build in seen["builds"]
            if carried.get(build["release"]) == platform.version
        }
        for place in list(known.values())[-1:]:
            found = tuple(name for name in own if name in known)
            yield compare(TOOL, platform.version, "names.cibuildwheel", own, found, place)


def _build(table: Table, build: dict[str, str], source: str) -> Iterator[Check]:
    release = next((r for r in table.releases if r.version == build["release"]), None)
    if release is None:
        return
    version = release.version
    if release.cross_build and build["sha256"]:
        ours = release.cross_build.sha256
        yield compare(
            TOOL, version, "cross_build.sha256", ours, build["sha256"], source, release=version
        )
    for platform in table.platforms:
        if platform.version == release.platform:
            own = platform.names.get("cibuildwheel", ())
            found = own if build["identifier"] in own else (build["identifier"],)
            yield compare(
                TOOL, platform.version, "names.cibuildwheel", own, found, source, release=version
            )
            yield compare(
                TOOL, platform.version, "python", platform.python, build["python"], source,
                release=version,
            )  # fmt: skip


def check_constants(table: Table, evidence: Evidence) -> Iterator[Check]:
    """What holds for all platforms: markers, orders of preference, uv's names."""
    yield from _markers(table, evidence)
    yield from _variables(table, evidence)
    for order in table.tag_orders:
        for tool in (each.name for each in INSTALLERS.values() if each.order == order.name):
            for version, seen in list(evidence.tools.get(tool, {}).items())[-1:]:
                source = f"PyPI {tool} {version}: {seen['how']}"
                found = tuple(seen["order"])
                yield compare(TOOL, tool, "order of preference", order.spellings, found, source)
    for statement in table.uv_targets:
        for version, seen in evidence.tools.get("uv", {}).items():
            yield compare(
                TOOL,
                "uv",
                f"--python-platform {statement.spelling}",
                statement.holds(version),
                statement.spelling in seen["targets"],
                f"PyPI uv {version}: --python-platform",
            )


def _markers(table: Table, evidence: Evidence) -> Iterator[Check]:
    """The markers, in the releases that carry a platform."""
    for release, seen in evidence.releases.items():
        running = seen.parts.get(RUNTIME)
        if running and data.PYODIDE_ABI in running["config"]:
            agree = against(RUNTIME, "markers", release, "marker environment")
            for name, value in table.markers.items():
                yield agree(name, value, running["markers"].get(name))


def _variables(table: Table, evidence: Evidence) -> Iterator[Check]:
    """The configuration variables that hold the platform version, in all releases together."""
    running = [seen.parts[RUNTIME] for seen in evidence.releases.values() if RUNTIME in seen.parts]
    found = {name for each in running for name in each["config"] if name.endswith("_VERSION")}
    if found:
        ours, seen = sorted(table.config_variables), sorted(found)
        place = "configuration variables of all releases"
        yield compare(RUNTIME, "interpreters", "config_variables", ours, seen, place)
