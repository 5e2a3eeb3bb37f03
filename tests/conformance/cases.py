"""The published cases, as the tests of this folder use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyemscripten
from pyemscripten.publish.conformance import document
from pyemscripten.publish.json import text
from pyemscripten.target import Target

#: Where a tool of that version answers otherwise, and why.
KNOWN: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "known_conflicts.json").read_text(encoding="utf-8")
)


def pinned(*tools: str) -> list[str]:
    """Requirements for the versions whose conflicts are known."""
    return [f"{tool}=={KNOWN[tool]['version']}" for tool in tools]


#: Read back from the published text, since that is what implementers get.
DOCUMENT: dict[str, Any] = json.loads(text(document(pyemscripten.builtin())))
WHEELS: list[dict[str, Any]] = DOCUMENT["wheels"]
PLATFORM_TAGS: list[dict[str, Any]] = DOCUMENT["platform_tags"]


def targets() -> dict[str, Target]:
    """The targets of the cases."""
    given = DOCUMENT["targets"].items()
    return {
        name: Target.of(name, python=facts["python"] if facts["platform"] is None else None)
        for name, facts in given
    }


def filename(case: dict[str, Any]) -> str:
    """The name to judge; a bare tag is put into one."""
    return case["filename"] if "filename" in case else f"foo-1.0-{case['tag']}.whl"
