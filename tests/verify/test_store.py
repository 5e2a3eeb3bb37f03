"""The store of observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyemscripten.verify.store import Store


def test_the_store_keeps_what_it_was_given(tmp_path: Path) -> None:
    warnings: list[str] = []
    store = Store(tmp_path / "cache", warnings.append)
    assert store.get("subject", "recipe") is None
    store.put("subject", "recipe", {"value": [1, None, "é"]})
    assert store.get("subject", "recipe") == {"value": [1, None, "é"]}
    assert store.get("subject", "another recipe") is None
    assert store.get("another subject", "recipe") is None
    assert warnings == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"observation": 1}', "\x00", '"x"'])
def test_the_store_trusts_no_file_that_it_did_not_write(tmp_path: Path, content: str) -> None:
    warnings: list[str] = []
    store = Store(tmp_path, warnings.append)
    store.put("subject", "recipe", 1)
    (file,) = store.folder.iterdir()
    file.write_text(content)
    assert store.get("subject", "recipe") is None
    assert warnings == [f"{file} was changed after it was written; it is not used, but made anew"]


def test_an_observation_may_not_take_the_place_of_another(tmp_path: Path) -> None:
    store = Store(tmp_path, lambda line: None)
    store.put("one", "recipe", 1)
    (one,) = store.folder.iterdir()
    store.put("two", "recipe", 2)
    (two,) = set(store.folder.iterdir()) - {one}
    two.write_text(one.read_text())
    assert store.get("two", "recipe") is None
