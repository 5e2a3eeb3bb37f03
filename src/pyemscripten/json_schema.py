"""What our JSON Schemas (2020-12) are made of: those of the published files and of reports.

More properties may come within one version of the shapes, so nothing here forbids them.
"""

from __future__ import annotations

from .addresses import SITE
from .lookup import SCHEMA_VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
FLAG = {"type": "boolean"}
DATE = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
PLATFORM_VERSION = {"type": "string", "pattern": "^[0-9]+_[0-9]+$"}

#: What :meth:`pyemscripten.Table.header` writes.
HEAD = {
    "schema_version": {"const": SCHEMA_VERSION, "description": "The version of this shape."},
    "data_version": {**TEXT, "description": "The edition of the data."},
    "as_of": {**DATE, "description": "The day on which the data met its sources."},
}


def array(items: Mapping[str, Any]) -> dict[str, Any]:
    """A list of such items."""
    return {"type": "array", "items": items}


TEXTS = array(TEXT)


def nullable(value: Mapping[str, Any]) -> dict[str, Any]:
    """Such a value, or null."""
    return {"oneOf": [value, {"type": "null"}]}


def object_with(properties: Mapping[str, Any], optional: Collection[str] = ()) -> dict[str, Any]:
    """An object that has these properties, all of them but the optional ones.

    >>> object_with({"a": TEXT, "b": TEXT}, ("b",))["required"]
    ['a']
    """
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }


def document(
    name: str, title: str, properties: Mapping[str, Any], **also: object
) -> dict[str, Any]:
    """The schema that is published under that name; ``also`` are further keywords of it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{SITE}api/v1/schema/{name}.json",
        "title": title,
        **also,
        **object_with(properties),
    }
