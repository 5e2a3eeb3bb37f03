"""Tags: the orders in which tools prefer them, and the lists of a target."""

from __future__ import annotations

import pytest
from packaging.tags import compatible_tags as their_compatible_tags
from packaging.tags import cpython_tags as their_cpython_tags

import pyemscripten
from pyemscripten import InvalidName, data
from pyemscripten.consistency import _sources
from pyemscripten.data import TAG_ORDERS
from pyemscripten.tags import _cpython_tags, cpython_tags, find_order
from pyemscripten.target import compatible_tags
from pyemscripten.wheel_names import SPELLINGS

TABLE = pyemscripten.builtin()


NEWEST = TABLE.platforms[-1]


def test_orders_are_facts_with_sources_and_differ() -> None:
    assert TAG_ORDERS[0].name == "pep783"
    assert len({order.spellings for order in TAG_ORDERS}) == len(TAG_ORDERS)
    for order in TAG_ORDERS:
        assert find_order(order.name) is order
        assert set(order.spellings) <= set(SPELLINGS)
        assert list(_sources(order.name, order.sources)) == []
    assert list(_sources("markers", data.MARKER_SOURCES)) == []
    for statement in data.UV_TARGET_SUPPORT:
        assert list(_sources(statement.spelling, statement.sources)) == []
    with pytest.raises(InvalidName, match="'pip' is not an order of tags: expected 'pep783', "):
        find_order("pip")


@pytest.mark.parametrize("release", TABLE.releases, ids=lambda release: str(release.version))
def test_the_list_of_a_release_is_that_of_packaging(
    release: pyemscripten.PyodideRelease,
) -> None:
    major, minor = (int(part) for part in release.python_minor.split("."))
    platforms = pyemscripten.Target.of(release).platform_tags()
    interpreter = f"cp{major}{minor}"
    assert list(compatible_tags(release)) == [
        *their_cpython_tags((major, minor), [interpreter], platforms),
        *their_compatible_tags((major, minor), interpreter, platforms),
    ]


def test_lists_are_kept_but_not_without_limit() -> None:
    assert cpython_tags(14, ["a"]) is cpython_tags(14, ("a",))
    first = cpython_tags(14, ["first"])
    for number in range(200):
        cpython_tags(14, [f"emscripten_{number}_0_0_wasm32"])
    assert cpython_tags(14, ["first"]) is not first
    assert cpython_tags(14, ["first"]) == first == _cpython_tags(14, ("first",))
