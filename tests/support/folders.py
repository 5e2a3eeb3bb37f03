"""Folders for what is made once in a run, and used by more than the test that asked first."""

from __future__ import annotations

from pathlib import Path

import pytest

_run: list[pytest.TempPathFactory] = []


@pytest.fixture(scope="session", autouse=True)
def _folders_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    _run.append(tmp_path_factory)


def new_folder(name: str) -> Path:
    """A folder of that name and a number, removed as those of `tmp_path` are."""
    return _run[-1].mktemp(name)
