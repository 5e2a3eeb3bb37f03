"""The JSON Schemas of ``pyemscripten audit --json`` and ``pyemscripten try --json``."""

from __future__ import annotations

from pyemscripten.addresses import SITE

from .findings import STAGES
from .report import SCHEMA_VERSION
from .rules import LEVELS, RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    # More properties may come within one version, so nothing forbids them.
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def _nullable(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": "null"}]}


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_COUNT = {"type": "integer", "minimum": 0}
_VERSION = {"type": "string", "pattern": "^[0-9]+_[0-9]+$"}
_LEVEL = {"enum": list(LEVELS)}

_FINDING = _object(
    {
        "rule": {"enum": [rule.code for rule in RULES]},
        "level": _LEVEL,
        "stage": _nullable({"enum": list(STAGES)}),
        "file": _nullable(_TEXT),
        "message": _TEXT,
        "evidence": _TEXTS,
        "count": _COUNT,
        "python": {"type": "boolean"},
        "meaning": _TEXT,
        "fix": _TEXT,
    }
)
_OUTCOME = _object({"name": _TEXT, "outcome": _TEXT, "detail": _TEXT})
_TRIAL_FIELDS = {
    "release": _TEXT,
    "node": _TEXT,
    "modules": {"type": "array", "items": _OUTCOME},
    "finds": {"type": "array", "items": _OUTCOME},
    "imports": {"type": "array", "items": _OUTCOME},
    "dependencies": _object({"installed": _TEXTS, "missing": _TEXTS}),
}
_WHEEL = _object(
    {
        "wheel": _TEXT,
        "sentence": _TEXT,
        "level": _nullable(_LEVEL),
        "claimed": _nullable(_VERSION),
        "judged": _nullable(_VERSION),
        "release": _nullable(_TEXT),
        "fits": {"type": "array", "items": _VERSION},
        "modules": _COUNT,
        "size": _COUNT,
        "unwinding": _nullable({"enum": ["WebAssembly", "JavaScript", "both"]}),
        "findings": {"type": "array", "items": _FINDING},
        "unknown": _TEXTS,
        "trial": _object(_TRIAL_FIELDS),
    },
    optional=("trial",),
)


def _document(name: str, items: str, item: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SITE}api/v1/schema/{name}.json",
        "title": f"pyemscripten {name}",
        "description": f"The report of `pyemscripten {name} --json`.",
        **_object(
            {
                "format": {"const": f"pyemscripten {name}"},
                "schema_version": {"const": SCHEMA_VERSION},
                "data_version": _TEXT,
                "as_of": {"type": "string", "format": "date"},
                items: {"type": "array", "items": item},
            }
        ),
    }


#: What describes the report of ``pyemscripten audit --json``.
SCHEMA = _document("audit", "wheels", _WHEEL)

#: What describes the report of ``pyemscripten try --json``.
TRY_SCHEMA = _document("try", "trials", _object({"wheel": _TEXT, **_TRIAL_FIELDS}))
