"""What users import, see and hold: names, types and examples of the package's public face."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import pickle
import sys
import typing
from pathlib import Path
from typing import Any

import pytest

import pyemscripten
from pyemscripten._record import Record

NAMES = [name for name in pyemscripten.__all__ if name != "__version__"]
TABLE = pyemscripten.builtin()


def test_one_list_of_names_in_three_places() -> None:
    """Type checkers need the imports, `from … import *` the list, the package their homes."""
    tree = ast.parse(Path(str(pyemscripten.__file__)).read_text(encoding="utf-8"))
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    homes = [name for names in pyemscripten._HOMES.values() for name in names]
    assert imported == set(homes) == set(NAMES)
    assert pyemscripten.__all__ == sorted(pyemscripten.__all__)
    assert dir(pyemscripten) == pyemscripten.__all__


@pytest.mark.parametrize("name", NAMES)
def test_it_says_where_users_find_it(name: str) -> None:
    thing = getattr(pyemscripten, name)
    assert thing.__module__ == "pyemscripten"
    assert thing.__qualname__ == name
    assert pickle.loads(pickle.dumps(thing)) is thing


def test_an_error_shows_its_public_name() -> None:
    with pytest.raises(LookupError) as caught:
        pyemscripten.platform("99999_0")
    assert f"{caught.type.__module__}.{caught.type.__name__}" == "pyemscripten.UnknownPlatform"


@pytest.mark.parametrize("name", NAMES)
def test_type_hints_resolve(name: str) -> None:
    from packaging.tags import Tag

    thing = getattr(pyemscripten, name)
    # Importing `packaging` or `typing` to name what is given would cost more than the look-up.
    names = {"Tag": Tag, "Any": Any, "Iterator": typing.Iterator, "Self": typing.TypeVar("Self")}
    assert typing.get_type_hints(thing, localns=names) or issubclass(thing, Exception)
    if inspect.isclass(thing):
        for _, method in inspect.getmembers(thing, inspect.isfunction):
            if not method.__name__.startswith("__"):
                typing.get_type_hints(method, localns=names)


@pytest.mark.parametrize("name", NAMES)
def test_examples_of_public_classes(name: str) -> None:
    """Which `--doctest-modules` passes over, since the classes say that they are of the package."""
    thing = getattr(pyemscripten, name)
    if not inspect.isclass(thing):
        return
    home = next(module for module, names in pyemscripten._HOMES.items() if name in names)
    names = vars(sys.modules[f"pyemscripten.{home}"])
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for test in doctest.DocTestFinder().find(thing, name, module=False, globs=dict(names)):
        ended = doctest.DocTestRunner(optionflags=flags).run(test)
        assert not ended.failed, test.name


def records(value: Any) -> typing.Iterator[Record]:
    if isinstance(value, Record):
        yield value
        value = tuple(value.values())
    if isinstance(value, typing.Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from records(item)


def test_every_record_is_a_dictionary_that_json_takes() -> None:
    seen = set()
    for record in records(TABLE):
        if type(record) not in seen:
            seen.add(type(record))
            found = record.as_dict()
            assert json.loads(json.dumps(found)) == found
            assert set(found) >= set(record.field_names())
    assert len(seen) > 15


def test_a_platform_is_meant_in_every_way_that_names_it() -> None:
    for platform in TABLE.platforms:
        for name in (platform, platform.version, platform.tag, platform.legacy_tag):
            assert pyemscripten.platform(name) is platform
            assert pyemscripten.history(name) == TABLE.history(platform)
            assert pyemscripten.Target.of(name) == pyemscripten.Target.of(platform)


def test_functions_are_methods_of_the_table() -> None:
    """With the same parameters and types, so that newer data is used in the same way."""
    for name in ("platform", "find", "release", "history", "parse_tag", "is_known"):
        function = inspect.signature(getattr(pyemscripten, name))
        method = inspect.signature(getattr(TABLE, name))
        assert function == method, name
