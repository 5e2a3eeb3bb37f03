"""Read data that is newer than this package: the JSON that the site publishes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ._record import Record, public
from .consistency import problems
from .errors import DataError
from .lookup import SCHEMA_VERSION, Table


@public
def load(path: str | os.PathLike[str]) -> Table:
    """The facts in a published ``platforms.json``, with all look-ups.

    ``path`` names a local file. Fields that this version does not know are ignored, since the
    published shape only ever gains fields.

    Raises :class:`OSError` if the file cannot be read, and :class:`DataError` if it is not such a
    document, is of a later shape, or contradicts itself.

    >>> import pathlib, tempfile
    >>> import pyemscripten
    >>> from pyemscripten.publish.json import document, text
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "platforms.json")
    ...     _ = path.write_text(text(document(pyemscripten.builtin())), encoding="utf-8")
    ...     pyemscripten.load(path).platform("2026_0").emscripten
    '5.0.3'
    """
    try:
        document = json.loads(Path(path).read_bytes())
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is not JSON: {error}") from None
    if not isinstance(document, dict) or not isinstance(document.get("schema_version"), int):
        raise DataError(f"{path} is not a platforms.json: it has no schema_version")
    if document["schema_version"] > SCHEMA_VERSION:
        raise DataError(
            f"{path} has schema version {document['schema_version']}, and this package reads "
            f"{SCHEMA_VERSION}: install a newer pyemscripten"
        )
    document["version"] = document.get("data_version")
    table: Table = _record(Table, document, str(path))
    if not table.platforms or not table.releases:
        raise DataError(f"{path} has no platforms or no releases")
    found = next(problems(table), None)
    if found:
        raise DataError(f"{path} contradicts itself: {found}")
    return table


def shape(annotation: Any) -> tuple[str, Any]:
    """What a field of a record holds: a word for it, and the type of what is inside.

    The word is ``"maybe"`` (the type or nothing), ``"list"``, ``"map"`` (of names), ``"record"``
    or ``"plain"`` (text or a truth value). The published JSON and its schema follow from it.

    >>> shape(tuple[str, ...])
    ('list', <class 'str'>)
    """
    inner = get_args(annotation)
    if NoneType in inner:
        return "maybe", next(kind for kind in inner if kind is not NoneType)
    if get_origin(annotation) is tuple:
        return "list", inner[0]
    if get_origin(annotation) is Mapping:
        return "map", inner[1]
    return "record" if issubclass(annotation, Record) else "plain", annotation


def _record(cls: type[Record], value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise DataError(f"{where}: expected an object, found {_kind(value)}")
    fields = {
        name: _value(kind, value[name], f"{where}: {name}")
        for name, kind in get_type_hints(cls).items()
        if name in value
    }
    try:
        return cls(**fields)
    except TypeError as error:
        raise DataError(f"{where}: {error}") from None


def _value(annotation: Any, value: object, where: str) -> Any:
    """Convert one JSON value to the type that the model's annotation names."""
    word, inner = shape(annotation)
    if word == "maybe":
        return None if value is None else _value(inner, value, where)
    if word == "list":
        if not isinstance(value, list):
            raise DataError(f"{where}: expected a list, found {_kind(value)}")
        return tuple(_value(inner, item, f"{where}[{i}]") for i, item in enumerate(value))
    if word == "map":
        if not isinstance(value, dict):
            raise DataError(f"{where}: expected an object, found {_kind(value)}")
        return {key: _value(inner, item, f"{where}.{key}") for key, item in value.items()}
    if word == "record":
        return _record(inner, value, where)
    if not isinstance(value, inner):
        raise DataError(f"{where}: expected a {inner.__name__}, found {_kind(value)}")
    return value


def _kind(value: object) -> str:
    return "nothing" if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
