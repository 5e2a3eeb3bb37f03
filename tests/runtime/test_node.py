from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pyemscripten.runtime import NodeMissing, NodeTooOld, find_node

from .conftest import MakeProgram


@pytest.mark.node
def test_node_on_the_path() -> None:
    node = find_node()
    said = subprocess.run([node.path, "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == f"v{node.version}"


def test_the_variable_comes_first(
    monkeypatch: pytest.MonkeyPatch, make_program: MakeProgram
) -> None:
    program = make_program("other", "#!/bin/sh\necho v99.1.2-nightly2026\n")
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(program))
    node = find_node()
    assert (node.path, node.version) == (program, "99.1.2")


def test_no_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PYEMSCRIPTEN_NODE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NodeMissing, match=r"^node is not on PATH; install Node\.js \d+\+ or set"):
        find_node()


def test_the_variable_names_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(tmp_path / "absent"))
    with pytest.raises(NodeMissing, match=r"\$PYEMSCRIPTEN_NODE \(.*absent\) is no program"):
        find_node()


@pytest.mark.node
def test_too_old_and_then_replaced(
    monkeypatch: pytest.MonkeyPatch, make_program: MakeProgram
) -> None:
    program = make_program("node", "#!/bin/sh\necho v12.22.12\n")
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    with pytest.raises(NodeTooOld, match=r"node is Node\.js 12\.22\.12; Pyodide needs \d+ or"):
        find_node()
    # The answer is remembered for this state of the file only.
    program.unlink()
    real = shutil.which("node")
    assert real
    program.symlink_to(real)
    assert find_node().path == program


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("#!/bin/sh\necho Python 3.14.0\n", "says 'Python 3.14.0', not a version of Node.js"),
        ("#!/bin/sh\nexit 1\n", "says '', not a version"),
        ("#!/no/such/interpreter\n", "cannot be run as Node.js: "),
    ],
)
def test_a_program_that_is_not_node(
    script: str, message: str, monkeypatch: pytest.MonkeyPatch, make_program: MakeProgram
) -> None:
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(make_program("node", script)))
    with pytest.raises(NodeMissing) as caught:
        find_node()
    assert message in str(caught.value)
