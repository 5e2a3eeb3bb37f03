"""Newer published data can be used without a newer package; other files are refused in words."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pyemscripten
from pyemscripten.publish.json import document, text
from tests.support.tables import later

if TYPE_CHECKING:
    from pathlib import Path

TABLE = pyemscripten.builtin()


def written(folder: Path, value: object) -> Path:
    path = folder / "platforms.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_what_is_published_reads_back_as_the_same_facts(tmp_path: Path) -> None:
    path = tmp_path / "platforms.json"
    path.write_text(text(document(TABLE)), encoding="utf-8")
    assert pyemscripten.load(path) == TABLE
    assert pyemscripten.load(str(path)) == TABLE


def test_newer_data_answers_for_a_platform_that_this_package_does_not_know(
    tmp_path: Path,
) -> None:
    for final in (False, True):
        newer, platform, release = later(TABLE, final=final)
        table = pyemscripten.load(written(tmp_path, document(newer)))
        assert table == newer
        assert table.platform(platform.tag) == platform
        assert table.history(table.platform(platform.version)).releases == (release,)
        with pytest.raises(pyemscripten.UnknownPlatform):
            pyemscripten.platform(platform.version)


def test_fields_from_the_future_are_ignored(tmp_path: Path) -> None:
    shape = document(TABLE)
    shape["moon"] = 1
    shape["platforms"][0]["moon"] = {"phase": "full"}
    assert pyemscripten.load(written(tmp_path, shape)) == TABLE


def changed(**changes: Any) -> dict[str, Any]:
    return {**document(TABLE), **changes}


def without_platform_field(field: str) -> dict[str, Any]:
    shape = document(TABLE)
    del shape["platforms"][0][field]
    return shape


def with_platform_field(field: str, value: object) -> dict[str, Any]:
    shape = document(TABLE)
    shape["platforms"][0][field] = value
    return shape


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ([], "is not a platforms.json: it has no schema_version"),
        ({}, "is not a platforms.json: it has no schema_version"),
        (changed(schema_version="1"), "it has no schema_version"),
        (changed(schema_version=2), "has schema version 2.*install a newer pyemscripten"),
        (changed(platforms={}), "platforms: expected a list, found dict"),
        (changed(platforms=[3]), r"platforms\[0\]: expected an object, found int"),
        (changed(data_version=None), "version: expected a str, found nothing"),
        (changed(platforms=[]), "contradicts itself|has no platforms"),
        (changed(platforms=[], releases=[], conflicts=[]), "no platforms or no releases"),
        (without_platform_field("emscripten"), "lacks the field 'emscripten'"),
        (with_platform_field("emscripten", 5), "emscripten: expected a str, found int '5'"),
        (with_platform_field("legacy", "yes"), "legacy: expected a bool, found str 'yes'"),
        (with_platform_field("sources", []), "sources: expected an object, found list"),
        (with_platform_field("emscripten", "9.9.9"), "contradicts itself: .*9.9.9"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path: Path, shape: object, message: str) -> None:
    with pytest.raises(pyemscripten.DataError, match=message):
        pyemscripten.load(written(tmp_path, shape))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 200_000])
def test_what_is_not_json_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "platforms.json"
    path.write_bytes(content)
    with pytest.raises(pyemscripten.DataError, match="is not JSON"):
        pyemscripten.load(path)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        pyemscripten.load(tmp_path / "nowhere.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(document(TABLE))), JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_value_anywhere_gives_another_error(tmp_path: Path, field: str, value: object) -> None:
    with suppress(pyemscripten.DataError):
        pyemscripten.load(written(tmp_path, changed(**{field: value})))
