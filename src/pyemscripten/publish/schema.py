"""JSON Schema (2020-12) of the published JSON, generated from the records and their docstrings.

The schemas describe version 1 of the shapes, which only ever gain fields: so every field that
exists today is required, and unknown fields are allowed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_type_hints

from pyemscripten import acceptance, installers, lookup, model
from pyemscripten.addresses import SITE
from pyemscripten.audit.schema import SCHEMA, TRY_SCHEMA
from pyemscripten.evidence import known
from pyemscripten.loading import shape
from pyemscripten.wheel_names import SPELLINGS

from .json import REST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyemscripten._record import Record

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MAYBE_DATE = {"oneOf": [_DATE, {"type": "null"}]}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}

#: Where the records are that the documents consist of.
_HOMES = (model, lookup, known)

#: Fields whose text has a form, as a pattern; by record and field.
_PATTERNS = {
    ("Platform", "version"): "^[0-9]+_[0-9]+$",
    ("Platform", "emscripten"): r"^[0-9]+\.[0-9]+\.[0-9]+$",
    ("Platform", "python"): r"^[0-9]+\.[0-9]+$",
    ("PyodideRelease", "version"): r"^[0-9]+\.[0-9]+\.[0-9]+((a|b|rc)[0-9]+)?$",
    ("PyodideRelease", "emscripten"): r"^[0-9]+\.[0-9]+\.[0-9]+$",
    ("PyodideRelease", "date"): _DATE["pattern"],
    ("Emscripten", "version"): r"^[0-9]+\.[0-9]+\.[0-9]+$",
    ("Emscripten", "date"): _DATE["pattern"],
    ("Source", "read"): _DATE["pattern"],
}


def platforms_schema() -> dict[str, Any]:
    """The schema of ``platforms.json``: everything.

    >>> platforms_schema()["properties"]["as_of"]["type"]
    'string'
    """
    parts = {
        "platforms": _list("PublishedPlatform"),
        "generic_tags": _list("PublishedGenericTag"),
        "releases": _list("PyodideRelease"),
        "emscripten": _list("Emscripten"),
        **{field: _type(get_type_hints(lookup.Table)[field]) for field in REST},
    }
    return _schema("platforms", "All facts about the PyEmscripten platform", parts)


def platform_schema() -> dict[str, Any]:
    """The schema of the file of one platform.

    >>> platform_schema()["$id"].rpartition("/")[2]
    'platform.json'
    """
    parts = {"platform": {"$ref": "#/$defs/PublishedPlatform"}}
    return _schema("platform", "One PyEmscripten platform", parts)


def acceptance_schema() -> dict[str, Any]:
    """The schema of ``acceptance.json``: who accepts which spelling.

    >>> sorted(acceptance_schema()["properties"])[-2:]
    ['schema_version', 'sources']
    """
    cell = _fields(installers.Cell)
    cell["spelling"]["enum"] = list(SPELLINGS)
    cell["sources"] = {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "description": "Places in the list of sources.",
    }
    described = {"description": _prose(installers.Cell), **_object(cell)}
    parts = {"sources": _list("Source"), "cells": {"type": "array", "items": described}}
    return _schema("acceptance", "Who accepts which spelling of the platform tag", parts)


def conformance_schema() -> dict[str, Any]:
    """The schema of ``conformance.json``: cases for implementers.

    >>> conformance_schema()["title"]
    'Cases for implementers of PEP 783'
    """
    flag = {"type": "boolean"}
    maybe = {"oneOf": [_TEXT, {"type": "null"}]}
    target = _object(
        {
            "platform": maybe,
            "emscripten": _TEXT,
            "python": _TEXT,
            "platform_tags": _TEXTS,
            "tags": _TEXTS,
        }
    )
    tag = _object({"id": _TEXT, "tag": _TEXT, "well_formed": flag, "known": flag})
    wheel = _object(
        {
            "id": _TEXT,
            "target": _TEXT,
            "accepted": flag,
            "rank": {"oneOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]},
            "reason": {"enum": [*acceptance.KINDS, "not-a-wheel"]},
        }
    )
    wheel["properties"] |= {"filename": _TEXT, "tag": _TEXT}
    wheel["oneOf"] = [{"required": ["filename"]}, {"required": ["tag"]}]
    parts = {
        "about": _TEXT,
        "targets": {"type": "object", "additionalProperties": target},
        "platform_tags": {"type": "array", "items": tag},
        "wheels": {"type": "array", "items": wheel},
    }
    return _schema("conformance", "Cases for implementers of PEP 783", parts)


def audit_schema() -> dict[str, Any]:
    """The schema of what ``pyemscripten audit --json`` prints.

    >>> audit_schema()["title"]
    'pyemscripten audit'
    """
    return SCHEMA


def try_schema() -> dict[str, Any]:
    """The schema of what ``pyemscripten try --json`` prints.

    >>> try_schema()["title"]
    'pyemscripten try'
    """
    return TRY_SCHEMA


#: Name of the published schema file -> what makes it.
SCHEMAS = {
    "platforms": platforms_schema,
    "platform": platform_schema,
    "acceptance": acceptance_schema,
    "conformance": conformance_schema,
    "audit": audit_schema,
    "try": try_schema,
}


def _schema(name: str, title: str, parts: dict[str, Any]) -> dict[str, Any]:
    header = {
        "schema_version": {"const": 1, "description": "The version of this shape."},
        "data_version": {"type": "string", "description": "The edition of the data."},
        "as_of": {**_DATE, "description": "The day on which the data met its sources."},
    }
    definitions: dict[str, Any] = {}
    _reach(definitions, parts)
    return {
        "$schema": _DIALECT,
        "$id": f"{SITE}api/v1/schema/{name}.json",
        "title": title,
        **_object({**header, **parts}),
        "$defs": dict(sorted(definitions.items())),
    }


def _reach(definitions: dict[str, Any], described: object) -> None:
    """Add every definition that a description refers to, and those that they refer to."""
    if isinstance(described, dict):
        name = str(described.get("$ref", "")).rpartition("/")[2]
        if name and name not in definitions:
            definitions[name] = _definition(name)
            _reach(definitions, definitions[name])
        for value in described.values():
            _reach(definitions, value)
    elif isinstance(described, list):
        for value in described:
            _reach(definitions, value)


def _definition(name: str) -> dict[str, Any]:
    if name == "PublishedPlatform":
        return _published_platform()
    if name == "PublishedGenericTag":
        fields = {"tag": _TEXT, "emscripten": _TEXT, "pythons": _TEXTS, "pyodide": _TEXTS}
        return {"description": _prose(lookup.GenericTag), **_object(fields)}
    record = next(r for home in _HOMES if (r := getattr(home, name, None)))
    return {"description": _prose(record), **_object(_fields(record))}


def _published_platform() -> dict[str, Any]:
    maybe_text = {"oneOf": [_TEXT, {"type": "null"}]}
    pyodide = {"first": _TEXT, "first_stable": maybe_text, "last": _TEXT, "releases": _TEXTS}
    fields = _fields(model.Platform)
    derived = {
        "version": fields.pop("version"),
        "tag": {"type": "string", "pattern": "^pyemscripten_[0-9]+_[0-9]+_wasm32$"},
        "legacy_tags": _TEXTS,
        "generic_tag": _TEXT,
        "status": {"enum": ["draft", "final"]},
        "draft_since": _DATE,
        "final_since": _MAYBE_DATE,
        "pyodide": _object(pyodide),
    }
    also = {
        "changes": _list("Change"),
        "conflicts": _TEXTS,
        "known": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Known"}},
    }
    return {"description": _prose(model.Platform), **_object({**derived, **fields, **also})}


def _fields(record: type[Record]) -> dict[str, Any]:
    fields = {name: _type(kind) for name, kind in get_type_hints(record).items()}
    for name, described in fields.items():
        pattern = _PATTERNS.get((record.__name__, name))
        if pattern:
            described["pattern"] = pattern
    for name in record.derived_names():
        fields[name] = _type(get_type_hints(getattr(record, name).fget)["return"])
    if record is model.Source:
        fields["url"]["description"] = "Empty for an artifact of a registry."
    if record is model.CrossBuildEnvironment:
        fields["url"] = {"type": "string", "description": "Empty where no address is known."}
    return fields


def _type(annotation: Any) -> dict[str, Any]:
    word, inner = shape(annotation)
    if word == "maybe":
        return {"oneOf": [_type(inner), {"type": "null"}]}
    if word == "list":
        return {"type": "array", "items": _type(inner)}
    if word == "map":
        return {"type": "object", "additionalProperties": _type(inner)}
    if word == "record":
        return {"$ref": f"#/$defs/{inner.__name__}"}
    return {"type": {str: "string", bool: "boolean"}[inner]}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
    }


def _prose(record: type[Record]) -> str:
    """A record's docstring as plain sentences, without reStructuredText's marks."""
    text = re.sub(r":\w+:`~?(?:\w+\.)*(\w+)`", r"\1", record.__doc__ or "")
    return " ".join(text.replace("``", "").replace("`", "").split())
