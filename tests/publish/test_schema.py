"""The published JSON against its published schema."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import pyemscripten
from pyemscripten.addresses import SITE
from pyemscripten.json_schema import HEAD
from pyemscripten.publish.json import document, platform_document
from pyemscripten.publish.schema import SCHEMAS, platform_schema, platforms_schema

TABLE = pyemscripten.builtin()
WHOLE = document(TABLE)


def validate(instance: object, schema: dict[str, Any]) -> None:
    Draft202012Validator(schema).validate(instance)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid_schemas_under_their_own_address(name: str) -> None:
    schema = SCHEMAS[name]()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"] == f"{SITE}api/v1/schema/{name}.json"


def test_documents_are_valid() -> None:
    validate(WHOLE, platforms_schema())
    for platform in TABLE.platforms:
        validate(platform_document(TABLE, platform), platform_schema())


def test_every_published_field_is_described() -> None:
    """The schemas allow unknown fields, so that `v1` may gain some; ours must not be unknown."""

    def strict(schema: Any) -> Any:
        if isinstance(schema, list):
            return [strict(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        made = {key: strict(value) for key, value in schema.items()}
        if "properties" in made and made.get("type") == "object":
            made["additionalProperties"] = False
        return made

    validate(WHOLE, strict(platforms_schema()))


def test_every_record_is_described_in_sentences() -> None:
    for name, definition in platforms_schema()["$defs"].items():
        assert definition["description"].endswith("."), name
        assert "`" not in definition["description"], name


def test_unknown_fields_are_allowed() -> None:
    gained = {**WHOLE, "new": 1, "platforms": [{**WHOLE["platforms"][0], "new": {}}]}
    validate(gained, platforms_schema())


def short(value: Any) -> Any:
    """A document with lists of one."""
    if isinstance(value, dict):
        return {key: short(item) for key, item in value.items()}
    return [short(item) for item in value[:1]] if isinstance(value, list) else value


SHORT = short(WHOLE)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every field of every object."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key)
            yield from places(item, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, 0))


def changed(path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    whole = copy.deepcopy(SHORT)
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    change(inner, path[-1])
    return whole


#: Keys of free mappings: tools in `names`, fields in `sources` and `known`, markers, behaviours.
FREE = ("behaviours", "known", "markers", "names", "sources")


def test_a_missing_field_is_found_wherever_it_is() -> None:
    validator = Draft202012Validator(platforms_schema())
    for path in places(SHORT):
        if len(path) > 1 and path[-2] in FREE:
            continue
        broken = changed(path, lambda inner, key: inner.pop(key))
        assert not validator.is_valid(broken), path


def test_a_wrong_type_is_found_wherever_it_is() -> None:
    validator = Draft202012Validator(platforms_schema())
    for path in places(SHORT):
        broken = changed(path, lambda inner, key: inner.__setitem__(key, 3.5))
        assert not validator.is_valid(broken), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("as_of",), "22 November 2026"),
        (("platforms", 0, "version"), "2026.0"),
        (("platforms", 0, "tag"), "pyemscripten_2026_0_wasm64"),
        (("platforms", 0, "emscripten"), "5.0"),
        (("platforms", 0, "python"), "3"),
        (("platforms", 0, "status"), "stable"),
        (("platforms", 0, "final_since"), "soon"),
        (("platforms", 0, "sources", "emscripten", 0, "read"), ""),
        (("releases", 0, "version"), "314"),
        (("releases", 0, "date"), "2026-6-9"),
        (("emscripten", 0, "version"), "tip"),
    ],
)
def test_a_wrong_form_is_found(path: tuple[Any, ...], value: object) -> None:
    broken = changed(path, lambda inner, key: inner.__setitem__(key, value))
    with pytest.raises(ValidationError) as caught:
        validate(broken, platforms_schema())
    # Inside a field that may be null, the error is that of the field.
    assert tuple(caught.value.absolute_path) == path


def test_the_same_schema_every_time() -> None:
    assert json.dumps(platforms_schema()) == json.dumps(platforms_schema())


def test_one_version_of_the_shapes() -> None:
    """What heads a document, what is read, and all schemas go by one number."""
    program = (
        "from pyemscripten import lookup; lookup.SCHEMA_VERSION = 2\n"
        "from pyemscripten.publish.schema import SCHEMAS\n"
        "heads = [make()['properties']['schema_version']['const'] for make in SCHEMAS.values()]\n"
        "print({lookup.builtin().header()['schema_version'], *heads})"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ended.stdout == "{2}\n"


def test_every_document_has_the_same_head() -> None:
    for make in SCHEMAS.values():
        described = make()["properties"]
        assert {name: described[name] for name in HEAD} == HEAD
        assert list(HEAD) == list(TABLE.header())
