"""What the tests of the runtime share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.registry import Registry, serve_npm


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Registry]:
    """An empty registry on this machine; npm asks it and nothing else, and remembers nothing."""
    with serve_npm(monkeypatch, tmp_path) as registry:
        yield registry


class MakeProgram(Protocol):
    def __call__(self, name: str, script: str) -> Path: ...


@pytest.fixture
def make_program(tmp_path: Path) -> MakeProgram:
    """Make a shell script that can stand where `node` or `npm` is looked for."""

    def make(name: str, script: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / name
        program.write_text(script)
        program.chmod(0o755)
        return program

    return make
