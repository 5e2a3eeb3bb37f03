"""What the published artifacts showed: the other side of every comparison.

Nothing here comes from our table, so that a table with an error in it cannot agree with itself.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

#: The part of a release that is read without running anything.
ARTIFACT = "artifact"
MODULE = "main module"
RUNTIME = "runtime"
PARTS = (ARTIFACT, MODULE, RUNTIME)

#: What the last complete run saw, in the package; the site and its build are held to it.
RECORDED = Path(__file__).with_name("result.json")

#: What `scripts/guards.py` found: which falsified values are noticed, and by what.
GUARDS = Path(__file__).with_name("guards.json")

#: What `scripts/read_sources.py` read in the repositories of other projects.
READ_IN_SOURCES = Path(__file__).with_name("sources.json")

FORMAT = 1


@dataclass(frozen=True)
class ReleaseEvidence:
    """What one release on npm is, by its own account.

    ``release`` is Pyodide's spelling. Each of :data:`PARTS` is in ``parts`` with what it showed,
    or in ``unchecked`` with the reason, one line, why nobody looked.
    """

    release: str
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    unchecked: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """Which releases npm has, in Pyodide's spelling; and those that it had and withdrew."""

    versions: tuple[str, ...]
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """Everything that a run saw.

    ``listing`` is ``None`` if the registry could not be asked, ``unlisted`` then says why.
    ``tools`` maps a project on PyPI to its versions and what each did; ``tools_unchecked`` maps
    what could not be observed (``"uv"``, ``"uv 0.13.9"``) to the reason. ``said`` is what files of
    other projects say, and is empty in a run that asks registries only.
    """

    listing: Listing | None = None
    unlisted: str = ""
    releases: dict[str, ReleaseEvidence] = field(default_factory=dict)
    tools: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    tools_unchecked: dict[str, str] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)


def to_text(evidence: Evidence, as_of: str) -> str:
    """The evidence as the JSON that is committed: no clock, no machine, one line a part."""
    releases = {
        version: {part: seen.parts[part] for part in PARTS if part in seen.parts}
        for version, seen in evidence.releases.items()
    }
    listing = asdict(evidence.listing) if evidence.listing else None
    lines = [
        "{",
        f' "format": {FORMAT},',
        f' "as_of": {json.dumps(as_of)},',
        f' "npm": {json.dumps(listing)},',
        f' "releases": {_nested(releases)},',
        f' "tools": {_nested(evidence.tools)}',
        "}",
    ]
    return "\n".join(lines) + "\n"


def _nested(groups: dict[str, dict[str, Any]]) -> str:
    """Two levels on lines of their own, so that a diff shows what changed."""
    blocks = []
    for name, parts in groups.items():
        inner = ",\n".join(
            f"   {json.dumps(part)}: {json.dumps(value, ensure_ascii=False)}"
            for part, value in parts.items()
        )
        blocks.append(f"  {json.dumps(name)}: {{\n{inner}\n  }}")
    return "{\n" + ",\n".join(blocks) + "\n }" if blocks else "{}"


def recorded(path: Path = RECORDED) -> Evidence:
    """The evidence of the last complete run, as the package carries it.

    >>> recorded().releases["314.0.7"].parts["runtime"]["platform"]
    'emscripten-5.0.3-wasm32'
    """
    document = json.loads(path.read_text(encoding="utf-8"))
    listing = document["npm"]
    return Evidence(
        listing=Listing(tuple(listing["versions"]), tuple(listing["withdrawn"])),
        releases={
            version: ReleaseEvidence(version, parts)
            for version, parts in document["releases"].items()
        },
        tools=document["tools"],
        said=json.loads(READ_IN_SOURCES.read_text(encoding="utf-8")),
    )


def guards() -> dict[str, Any]:
    """How many falsified values of each kind each guard notices, and what none does.

    >>> list(guards())
    ['edition', 'table', 'counts', 'left']
    """
    found: dict[str, Any] = json.loads(GUARDS.read_text(encoding="utf-8"))
    return found
