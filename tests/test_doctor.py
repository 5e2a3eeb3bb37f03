"""The tools on PATH, held against a platform."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.doctor import VERDICTS, Check, examine, rust_fits

PLATFORMS = pyemscripten.builtin().platforms


BY_PLATFORM = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: p.version)


@pytest.mark.parametrize(
    ("version", "printed", "fits"),
    [
        ("2024_0", "rustc 1.80.0-nightly (abc 2024-05-02)", True),
        ("2024_0", "rustc 1.93.0-nightly (abc 2025-11-02)", False),
        ("2024_0", "rustc 1.95.0 (abc 2026-04-14)", False),
        ("2025_0", "rustc 1.86.0-nightly (abc 2025-02-01)", True),
        ("2025_0", "rustc 1.84.0-nightly (abc 2024-11-01)", False),
        ("2025_0", "rustc 1.93.0 (abc 2026-01-22)", True),
        ("2025_0", "rustc 1.92.0 (abc 2025-12-11)", False),
        ("2026_0", "rustc 1.96.0-nightly (abc 2026-03-01)", True),
        ("2026_5", "rustc 1.92.0 (abc 2025-12-11)", False),
    ],
)
def test_rust_fits(version: str, printed: str, fits: bool) -> None:
    platform = pyemscripten.platform(version)
    for name in (platform, platform.version, platform.tag):
        assert rust_fits(name, printed) is fits


def tool(folder: Path, name: str, prints: str, status: int = 0) -> None:
    """A command that prints something, for the real search on PATH."""
    path = folder / name
    path.write_text(f"#!/bin/sh\ncat <<'end'\n{prints}\nend\nexit {status}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def examined(folder: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> dict[str, Check]:
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return {check.tool: check for check in examine(pyemscripten.platform(version))}


def test_tools_that_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    platform = pyemscripten.platform("2026_0")
    tool(tmp_path, "emcc", f"emcc (Emscripten gcc/clang-like) {platform.emscripten} (x)")
    tool(tmp_path, "python3", f"Python {platform.python}.2")
    tool(tmp_path, "pyodide", "pyodide CLI version: 0.5.0\npyodide-build version: 99.0.0")
    (tmp_path / "library").mkdir()
    path = tmp_path / "rustc"
    path.write_text(
        f'#!/bin/sh\nif [ "$1" = --print ]; then echo {tmp_path}/library; '
        "else echo 'rustc 1.99.0 (abc 2026-09-01)'; fi\n"
    )
    path.chmod(0o755)
    tool(tmp_path, "node", "v20.1.0")
    found = examined(tmp_path, monkeypatch, "2026_0")
    assert {check.verdict for check in found.values()} == {"fits"}
    assert not any(check.advice for check in found.values())
    assert found["emcc"].found == platform.emscripten
    assert found["pyodide-build"].found == "99.0.0"


def test_tools_that_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, "emcc", "emcc (Emscripten gcc/clang-like replacement) 4.0.15 (x)")
    tool(tmp_path, "python3", "Python 3.10.1")
    tool(tmp_path, "pyodide", "pyodide-build version: 0.30.0")
    tool(tmp_path, "rustc", "rustc 1.80.0 (abc 2024-07-21)")
    tool(tmp_path, "node", "", status=1)
    found = examined(tmp_path, monkeypatch, "2026_0")
    assert [found[name].verdict for name in ("emcc", "python", "pyodide-build", "rustc")] == [
        "wrong"
    ] * 4
    assert "5.0.3" in found["emcc"].advice
    assert found["rustc"].advice.startswith("rustup toolchain install 1.93.0 --target wasm32")


def test_rust_without_the_targets_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, "rustc", "rustc 1.99.0 (abc 2026-09-01)")
    found = examined(tmp_path, monkeypatch, "2026_0")["rustc"]
    assert (found.verdict, found.advice) == (
        "wrong",
        "rustup target add wasm32-unknown-emscripten",
    )


def test_nothing_is_installed() -> None:
    def nothing(command: Sequence[str]) -> None:
        return None

    for platform in PLATFORMS:
        found = examine(platform, nothing)
        assert all(check.verdict in VERDICTS and check.needed and check.advice for check in found)
        assert [c.tool for c in found if c.verdict == "absent"] == ["emcc", "python"]
