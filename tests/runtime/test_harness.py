"""The harness on this Python; `test_run.py` has it in the real runtimes."""

from __future__ import annotations

import asyncio
import json
import os
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pyemscripten.runtime import _harness


def run(source: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(asyncio.run(_harness.run(source)))
    return answer


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("", None),
        ("result = {'a': [1, 2.5, None, '\\ud800é😀']}", {"a": [1, 2.5, None, "\ud800é😀"]}),
        ("result = __name__", "__main__"),
        ("import asyncio\nawait asyncio.sleep(0)\nresult = 1", 1),
        ("import sys\nsys.stdout = None\nresult = 2", 2),
    ],
)
def test_values(source: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(sys, "stdout", sys.stdout)
    assert run(source) == {"outcome": "ok", "value": value}


@pytest.mark.parametrize(
    ("source", "kind", "message"),
    [
        ("1 / 0", "ZeroDivisionError", "division by zero"),
        ("import sys; sys.exit(3)", "SystemExit", "3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("1 +", "SyntaxError", "invalid syntax (<snippet>, line 1)"),
        ("result = {1}", "TypeError", "Object of type set is not JSON serializable"),
        ("result = float('nan')", "ValueError", "Out of range float values"),
        (
            "class Odd(Exception):\n    def __str__(self): raise self\nraise Odd",
            "Odd",
            "<no message: str() failed>",
        ),
    ],
)
def test_exceptions(source: str, kind: str, message: str) -> None:
    answer = run(source)
    assert (answer["outcome"], answer["type"]) == ("python-exception", kind)
    assert answer["message"].startswith(message)
    assert kind in answer["traceback"].splitlines()[-1]
    assert "_harness" not in answer["traceback"]


def test_a_traceback_shows_the_snippets_lines() -> None:
    traceback = run("def f():\n    return {}['key']\nf()")["traceback"]
    assert traceback.startswith("Traceback (most recent call last):\n")
    assert "File \"<snippet>\", line 2, in f\n    return {}['key']" in traceback


def test_a_module_that_arrived_within_the_same_second_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pyodide 0.21.0 counts a folder's time in whole seconds, and imports are cached by it."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("sys.path_importer_cache", {})
    os.utime(tmp_path, (1, 1))
    assert run("import arrived_late")["type"] == "ModuleNotFoundError"
    (tmp_path / "arrived_late.py").write_text("here = 1")
    os.utime(tmp_path, (1, 1))
    assert run("from arrived_late import here as result") == {"outcome": "ok", "value": 1}


def test_a_wheel_is_unpacked_as_pep_427_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemes = ("platlib", "purelib", "scripts", "data", "include")
    monkeypatch.setattr(sysconfig, "get_paths", lambda: {s: str(tmp_path / s) for s in schemes})
    wheel = tmp_path / "demo-1-py3-none-any.whl"
    files = {
        "demo/__init__.py": "platlib/demo/__init__.py",
        "demo/x.data/y": "platlib/demo/x.data/y",
        "demo-1.dist-info/METADATA": "platlib/demo-1.dist-info/METADATA",
        "demo-1.data/purelib/demo/pure.py": "purelib/demo/pure.py",
        "demo-1.data/headers/demo.h": "include/demo.h",
        "demo-1.data/data/share/demo": "data/share/demo",
        "demo-1.data/scripts/demo": "scripts/demo",
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("demo-1.data/", "")
        for name in files:
            archive.writestr(name, name)
    _harness.install(str(wheel))
    for name, place in files.items():
        assert (tmp_path / place).read_text() == name
    assert not wheel.exists()
