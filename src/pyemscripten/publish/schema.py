"""JSON Schema (2020-12) of the published JSON, generated from the records and their docstrings.

The schemas describe version 1 of the shapes, which only ever gain fields: so every field that
exists today is required, and unknown fields are allowed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_type_hints

from pyemscripten import acceptance, installers, lookup, model
from pyemscripten.audit.schema import SCHEMA, TRY_SCHEMA
from pyemscripten.evidence import known
from pyemscripten.json_schema import (
    COUNT,
    DATE,
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
from pyemscripten.loading import shape
from pyemscripten.wheel_names import EXPRESSION, SPELLINGS

from .json import REST

if TYPE_CHECKING:
    from pyemscripten._record import Record

#: Where the records are that the documents consist of.
_HOMES = (model, lookup, known)

#: Fields whose text has a form, as a pattern; by record and field.
_PATTERNS = {
    ("Platform", "version"): PLATFORM_VERSION["pattern"],
    ("Platform", "emscripten"): r"^[0-9]+\.[0-9]+\.[0-9]+$",
    ("Platform", "python"): r"^[0-9]+\.[0-9]+$",
    ("PyodideRelease", "version"): r"^[0-9]+\.[0-9]+\.[0-9]+((a|b|rc)[0-9]+)?$",
    ("PyodideRelease", "emscripten"): r"^[0-9]+\.[0-9]+\.[0-9]+$",
    ("PyodideRelease", "date"): DATE["pattern"],
    ("Emscripten", "version"): r"^[0-9]+\.[0-9]+\.[0-9]+$",
    ("Emscripten", "date"): DATE["pattern"],
    ("Source", "read"): DATE["pattern"],
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
    cell["sources"] = {**array(COUNT), "description": "Places in the list of sources."}
    described = {"description": _prose(installers.Cell), **object_with(cell)}
    parts = {"sources": _list("Source"), "cells": array(described)}
    return _schema("acceptance", "Who accepts which spelling of the platform tag", parts)


def conformance_schema() -> dict[str, Any]:
    """The schema of ``conformance.json``: cases for implementers.

    >>> conformance_schema()["title"]
    'Cases for implementers of PEP 783'
    """
    target = object_with(
        {
            "platform": nullable(TEXT),
            "emscripten": TEXT,
            "python": TEXT,
            "platform_tags": TEXTS,
            "tags": TEXTS,
        }
    )
    tag = object_with({"id": TEXT, "tag": TEXT, "well_formed": FLAG, "known": FLAG})
    wheel = object_with(
        {
            "id": TEXT,
            "target": TEXT,
            "accepted": FLAG,
            "rank": nullable(COUNT),
            "reason": {"enum": [*acceptance.KINDS, "not-a-wheel"]},
        }
    )
    wheel["properties"] |= {"filename": TEXT, "tag": TEXT}
    wheel["oneOf"] = [{"required": ["filename"]}, {"required": ["tag"]}]
    parts = {
        "about": TEXT,
        "targets": {"type": "object", "additionalProperties": target},
        "platform_tags": array(tag),
        "wheels": array(wheel),
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
    definitions: dict[str, Any] = {}
    _reach(definitions, parts)
    described = document(name, title, {**HEAD, **parts})
    return {**described, "$defs": dict(sorted(definitions.items()))}


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
        fields = {"tag": TEXT, "emscripten": TEXT, "pythons": TEXTS, "pyodide": TEXTS}
        return {"description": _prose(lookup.GenericTag), **object_with(fields)}
    record = next(r for home in _HOMES if (r := getattr(home, name, None)))
    return {"description": _prose(record), **object_with(_fields(record))}


def _published_platform() -> dict[str, Any]:
    pyodide = {"first": TEXT, "first_stable": nullable(TEXT), "last": TEXT, "releases": TEXTS}
    fields = _fields(model.Platform)
    derived = {
        "version": fields.pop("version"),
        "tag": {"type": "string", "pattern": f"^{EXPRESSION}$"},
        "legacy_tags": TEXTS,
        "generic_tag": TEXT,
        "status": {"enum": ["draft", "final"]},
        "draft_since": DATE,
        "final_since": nullable(DATE),
        "pyodide": object_with(pyodide),
    }
    also = {
        "changes": _list("Change"),
        "conflicts": TEXTS,
        "known": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Known"}},
    }
    return {"description": _prose(model.Platform), **object_with({**derived, **fields, **also})}


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
        return nullable(_type(inner))
    if word == "list":
        return array(_type(inner))
    if word == "map":
        return {"type": "object", "additionalProperties": _type(inner)}
    if word == "record":
        return {"$ref": f"#/$defs/{inner.__name__}"}
    return {"type": {str: "string", bool: "boolean"}[inner]}


def _list(name: str) -> dict[str, Any]:
    return array({"$ref": f"#/$defs/{name}"})


def _prose(record: type[Record]) -> str:
    """A record's docstring as plain sentences, without reStructuredText's marks."""
    text = re.sub(r":\w+:`~?(?:\w+\.)*(\w+)`", r"\1", record.__doc__ or "")
    return " ".join(text.replace("``", "").replace("`", "").split())
