"""What users import, see and hold: names, types and examples of the package's public face."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import json
import pickle
import re
import sys
import typing
from pathlib import Path
from typing import Any

import pytest

import pyemscripten
from pyemscripten import audit, runtime
from pyemscripten._record import Record

NAMES = [name for name in pyemscripten.__all__ if name != "__version__"]
TABLE = pyemscripten.builtin()


def documented() -> typing.Iterator[tuple[str, str]]:
    """The classes and functions of the library's page, each with the module to import it from."""
    page = Path(__file__).parents[1].joinpath("docs/api.md").read_text(encoding="utf-8")
    module = ""
    for current, name in re.findall(
        r"currentmodule:: (\S+)|auto(?:function|class|exception):: ([\w.]+)", page
    ):
        module = current or module
        if name:
            home, _, last = name.rpartition(".")
            yield home or module, last


API = tuple(documented())
EACH = pytest.mark.parametrize(("module", "name"), API)


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


@EACH
def test_it_says_where_users_find_it(module: str, name: str) -> None:
    thing = getattr(importlib.import_module(module), name)
    assert (thing.__module__, thing.__qualname__) == (module, name)
    assert pickle.loads(pickle.dumps(thing)) is thing


def test_every_public_name_of_the_package_is_on_the_page() -> None:
    assert [name for module, name in API if module == "pyemscripten"]
    assert set(NAMES) <= {name for _, name in API}


def test_what_they_give_can_be_pickled() -> None:
    finding = audit.Finding.of(audit.RULES[0], "load", "a.so", "a.so is none", ["a", "b"])
    result = runtime.RunResult("9.9.9", runtime.Outcome.OK, 1)
    problem = runtime.ReleaseNotCached("pyodide 9.9.9: not in the cache")
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert pickle.loads(pickle.dumps(result)) == result
    assert str(pickle.loads(pickle.dumps(problem))) == str(problem)


def test_an_error_shows_its_public_name() -> None:
    with pytest.raises(LookupError) as caught:
        pyemscripten.platform("99999_0")
    assert f"{caught.type.__module__}.{caught.type.__name__}" == "pyemscripten.UnknownPlatform"


@EACH
def test_type_hints_resolve(module: str, name: str) -> None:
    thing = getattr(importlib.import_module(module), name)
    if not inspect.isclass(thing):
        assert set(hints(thing)) == {*inspect.signature(thing).parameters, "return"}
        return
    if issubclass(thing, Record):
        assert set(typing.get_type_hints(thing)) == set(thing.field_names())
    for key, member in inspect.getmembers(thing):
        method = member.fget if isinstance(member, property) else member
        method = getattr(method, "__func__", method)
        if inspect.isfunction(method) and not key.startswith("_"):
            assert "return" in hints(method)


def hints(function: Any) -> dict[str, Any]:
    from packaging.tags import Tag

    # Importing `packaging` to name what these give would cost more than all the look-ups.
    if function in (pyemscripten.compatible_tags, pyemscripten.Target.tags):
        return typing.get_type_hints(function, localns={"Tag": Tag})
    return typing.get_type_hints(function)


@EACH
def test_examples_of_public_classes(module: str, name: str) -> None:
    """Which `--doctest-modules` passes over, since the classes say that they are of the package."""
    thing = getattr(importlib.import_module(module), name)
    if not inspect.isclass(thing):
        return
    homes = (f"pyemscripten.{home}" for home, names in pyemscripten._HOMES.items() if name in names)
    names = vars(sys.modules[next(homes, module)])
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
