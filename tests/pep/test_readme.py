"""The table in our own README is the one in the data."""

from __future__ import annotations

from pathlib import Path

import pyemscripten
from pyemscripten.publish.sync import sync

README = Path(__file__).parents[2] / "README.md"


def test_the_readme_shows_the_platforms_of_the_data() -> None:
    result = sync(README, pyemscripten.builtin(), check=True)
    assert not result.changed, f"run `make sync`:\n{result.difference}"
    for platform in pyemscripten.builtin().platforms:
        assert platform.tag in README.read_text(encoding="utf-8")
