"""The JSON Schemas of ``pyemscripten audit --json`` and ``pyemscripten try --json``."""

from __future__ import annotations

from pyemscripten.json_schema import (
    COUNT,
    FLAG,
    HEAD,
    PLATFORM_VERSION,
    TEXT,
    TEXTS,
    array,
    document,
    nullable,
    object_with,
)

from .findings import STAGES
from .rules import LEVELS, RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LEVEL = {"enum": list(LEVELS)}

_FINDING = object_with(
    {
        "rule": {"enum": [rule.code for rule in RULES]},
        "level": _LEVEL,
        "stage": nullable({"enum": list(STAGES)}),
        "file": nullable(TEXT),
        "message": TEXT,
        "evidence": TEXTS,
        "count": COUNT,
        "python": FLAG,
        "meaning": TEXT,
        "fix": TEXT,
    }
)
_OUTCOME = object_with({"name": TEXT, "outcome": TEXT, "detail": TEXT})
_TRIAL_FIELDS = {
    "release": TEXT,
    "node": TEXT,
    "modules": array(_OUTCOME),
    "finds": array(_OUTCOME),
    "imports": array(_OUTCOME),
    "dependencies": object_with({"installed": TEXTS, "missing": TEXTS}),
}
_WHEEL = object_with(
    {
        "wheel": TEXT,
        "sentence": TEXT,
        "level": nullable(_LEVEL),
        "claimed": nullable(PLATFORM_VERSION),
        "judged": nullable(PLATFORM_VERSION),
        "release": nullable(TEXT),
        "fits": array(PLATFORM_VERSION),
        "modules": COUNT,
        "size": COUNT,
        "unwinding": nullable({"enum": ["WebAssembly", "JavaScript", "both"]}),
        "findings": array(_FINDING),
        "unknown": TEXTS,
        "trial": object_with(_TRIAL_FIELDS),
    },
    optional=("trial",),
)


def _report(name: str, items: str, item: dict[str, Any]) -> dict[str, Any]:
    return document(
        name,
        f"pyemscripten {name}",
        {"format": {"const": f"pyemscripten {name}"}, **HEAD, items: array(item)},
        description=f"The report of `pyemscripten {name} --json`.",
    )


#: What describes the report of ``pyemscripten audit --json``.
SCHEMA = _report("audit", "wheels", _WHEEL)

#: What describes the report of ``pyemscripten try --json``.
TRY_SCHEMA = _report("try", "trials", object_with({"wheel": TEXT, **_TRIAL_FIELDS}))
