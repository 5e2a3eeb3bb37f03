"""Facts in words."""

from __future__ import annotations

import pytest

import pyemscripten
from pyemscripten.publish.facts import TITLES, is_code, rows, values
from tests.support.tables import later

TABLE = pyemscripten.builtin()


@pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda p: p.version)
def test_every_field_is_shown(platform: pyemscripten.Platform) -> None:
    shown = {"version", "sources", *TITLES}
    assert set(platform.field_names()) == shown
    for field in TITLES:
        assert all(row.name and row.value for row in rows(platform, field))


def test_an_unknown_rule_is_shown_as_it_is() -> None:
    platform = TABLE.platforms[0]
    other = platform.replace(rpath=platform.rpath.replace(rule="ignored"))
    assert rows(other, "rpath")[0].value == "ignored"


def test_allowed_threads_are_said() -> None:
    platform = TABLE.platforms[0]
    other = platform.replace(pthread=platform.pthread.replace(allowed=True))
    assert rows(other, "pthread")[0].value == "allowed"


def test_values_are_single_and_never_empty() -> None:
    for platform in TABLE.platforms:
        found = values(TABLE, platform)
        assert found["tag"] == platform.tag
        assert found["emscripten"] == platform.emscripten
        assert all(found.values())
        assert is_code("names.cibuildwheel")
    newer, draft, _ = later(TABLE, final=False)
    assert values(newer, draft)["final_since"] == values(newer, draft)["first_stable"] == "none"
