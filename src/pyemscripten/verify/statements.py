"""Statements about tools, and facts about all platforms, against what was observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

from pyemscripten import data

from .compare import TOOL, Check, against, compare
from .evidence import RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Support

    from .evidence import Evidence

#: Which tools show an order of preference that the table states.
SHOWN_BY = {"pep783": ("packaging", "pip"), "micropip": ("micropip",), "uv": ("uv",)}


def check_support(statement: Support, evidence: Evidence) -> Iterator[Check]:
    """A statement against every version that was looked at, on both sides of its limits."""
    fact = f"{statement.verb} {statement.spelling}_*"
    observed = evidence.tools.get(statement.tool, {})
    for version, seen in observed.items():
        found = seen.get("spellings", {}).get(statement.spelling)
        if found is None:
            continue
        source = f"PyPI {statement.tool} {version}: {seen['how']}"
        ours = _supports(statement, version)
        yield compare(TOOL, statement.tool, fact, ours, found, source)


def _supports(statement: Support, version: str) -> bool:
    if statement.since in ("", "any"):
        return bool(statement.since)
    try:
        since = Version(statement.since)
        until = Version(statement.until) if statement.until else None
    except InvalidVersion:
        return False
    given = Version(version)
    return since <= given and (until is None or given <= until)


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
    for version, seen in evidence.tools.get("cibuildwheel", {}).items():
        for build in seen["builds"]:
            yield from _build(table, build, f"PyPI cibuildwheel {version}: {seen['how']}")


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


def check_constants(evidence: Evidence) -> Iterator[Check]:
    """What the data says outside its tables: markers, orders of preference, uv's names."""
    yield from _markers(evidence)
    for order in data.TAG_ORDERS:
        for tool in SHOWN_BY.get(order.name, ()):
            for version, seen in list(evidence.tools.get(tool, {}).items())[-1:]:
                source = f"PyPI {tool} {version}: {seen['how']}"
                found = tuple(seen["order"])
                yield compare(TOOL, tool, "order of preference", order.spellings, found, source)
    for statement in data.UV_TARGET_SUPPORT:
        for version, seen in evidence.tools.get("uv", {}).items():
            yield compare(
                TOOL,
                "uv",
                f"--python-platform {statement.spelling}",
                Version(version) >= Version(statement.since),
                statement.spelling in seen["targets"],
                f"PyPI uv {version}: --python-platform",
            )


def _markers(evidence: Evidence) -> Iterator[Check]:
    """The markers, in the releases that carry a platform."""
    for release, seen in evidence.releases.items():
        running = seen.parts.get(RUNTIME)
        if running and data.PYODIDE_ABI in running["config"]:
            agree = against(RUNTIME, "markers", release, "marker environment")
            for name, value in data.MARKERS.items():
                yield agree(name, value, running["markers"].get(name))
