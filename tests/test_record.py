"""Records behave as frozen, slotted dataclasses do."""

from __future__ import annotations

import inspect
import pickle

import pytest

import pyemscripten
from pyemscripten._record import Record
from pyemscripten.model import Library, RustRequirement, Source

ZLIB = Library("zlib", "1.3.1")


def test_fields_by_order_and_by_name_are_the_same_record() -> None:
    assert Library(name="zlib", version="1.3.1") == ZLIB
    assert hash(ZLIB) == hash(Library(name="zlib", version="1.3.1"))
    assert Library("zlib", "1.3.2") != ZLIB
    assert ZLIB != ("zlib", "1.3.1")


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="immutable: cannot set 'version'"):
        ZLIB.version = "2"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable: cannot delete 'version'"):
        del ZLIB.version
    with pytest.raises(TypeError):
        pyemscripten.platform("2026_0").sources["emscripten"] = ()  # type: ignore[index]


def test_records_have_no_dictionary_of_their_own() -> None:
    assert not hasattr(ZLIB, "__dict__")


def test_records_survive_pickling() -> None:
    platform = pyemscripten.platform("2026_0")
    assert pickle.loads(pickle.dumps(platform)) == platform


def test_help_and_editors_see_the_fields() -> None:
    shown = inspect.signature(Library)
    assert list(shown.parameters) == list(Library.field_names())
    assert shown.bind("zlib", version="1.3.1").args[:2] == ("zlib", "1.3.1")
    assert str(inspect.signature(Source)).startswith("(kind: 'str'")
    for name in pyemscripten.__all__:
        thing = getattr(pyemscripten, name)
        if isinstance(thing, type) and issubclass(thing, Record):
            assert list(inspect.signature(thing).parameters) == list(thing.field_names())


def test_a_record_shows_its_fields() -> None:
    assert repr(ZLIB).startswith("Library(name='zlib', version='1.3.1', kind='native'")


def test_a_field_given_twice_or_too_many_is_refused() -> None:
    with pytest.raises(TypeError, match="twice, or too many"):
        Library("zlib", name="zlib")  # type: ignore[misc]
    with pytest.raises(TypeError, match="twice, or too many"):
        Library(*"abcdefghijkl")


def test_where_a_source_can_be_read() -> None:
    text = Source("documentation", "pyodide/pyodide", "docs/a.md#L3", "0123456789", "1.0")
    assert text.url == "https://github.com/pyodide/pyodide/blob/0123456789/docs/a.md#L3"
    assert text.text == "pyodide/pyodide docs/a.md at 1.0"
    commit = Source("source code", "pypa/packaging", "", "0123456789")
    assert commit.url == "https://github.com/pypa/packaging/commit/0123456789"
    assert commit.text == "pypa/packaging commit 0123456"
    artifact = Source("artifact", "npm pyodide", "running interpreter", "1.0")
    assert artifact.url == ""
    assert artifact.text == "npm pyodide 1.0: running interpreter"


@pytest.mark.parametrize(
    ("channel", "minimum", "maximum", "words"),
    [
        ("stable", "1.2.3", "", "stable 1.2.3 or later"),
        ("nightly", "", "a nightly before then", "a nightly before then"),
        ("nightly or stable", "either of two", "", "either of two"),
    ],
)
def test_rust_in_words(channel: str, minimum: str, maximum: str, words: str) -> None:
    assert RustRequirement(channel, minimum, maximum, "", "", "").toolchain == words


def test_a_record_is_shown_on_one_line_that_names_it() -> None:
    table = pyemscripten.builtin()
    shown = repr(table.platforms[0])
    assert shown.startswith(f"Platform(version={table.platforms[0].version!r}, emscripten=")
    assert shown.endswith(", …)")
    records = (table, *table.platforms, *table.releases, *table.conflicts, *table.messages)
    for record in (*records, table.history(table.platforms[0])):
        assert len(repr(record)) < 300
        assert "\n" not in repr(record)


def test_a_long_text_is_cut_where_it_is_shown() -> None:
    note = "'" + "x" * 500
    assert f'version={repr(note)[:78]}…", ' in repr(Library("zlib", note))


def test_records_can_be_matched_and_replaced() -> None:
    match ZLIB:
        case Library(name, version):
            assert (name, version) == ("zlib", "1.3.1")
    assert ZLIB.__replace__(version="1.3.2") == Library("zlib", "1.3.2")
