"""Flags and the examination of what is installed."""

from __future__ import annotations

import ast
import configparser
import os
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.doctor import VERDICTS, Check, examine, rust_fits
from pyemscripten.errors import InvalidName, UnknownPlatform
from pyemscripten.flags import FORMATS, LANGUAGES, RUSTFLAGS_VARIABLE, flags, render

PLATFORMS = pyemscripten.builtin().platforms
BY_PLATFORM = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: p.version)


@BY_PLATFORM
def test_flags_hold_what_the_platform_asks_for(platform: pyemscripten.Platform) -> None:
    c, cpp, rust = (flags(platform.tag, language) for language in LANGUAGES)
    assert c == flags(platform)
    assert set(c.compile) == set(platform.flags.cflags)
    assert set(cpp.compile) >= {*c.compile, *platform.unwinding.flags}
    assert set(cpp.link) >= {*platform.flags.ldflags, *platform.unwinding.flags}
    assert rust.compile == platform.flags.rustflags
    assert not rust.link
    for found in (c, cpp):
        assert len(set(found.compile)) == len(found.compile)
        assert not any("pthread" in flag for flag in found.compile + found.link)


def test_unknown_language_format_and_platform() -> None:
    with pytest.raises(InvalidName, match="'fortran' is no language known here: expected 'c'"):
        flags("2026_0", "fortran")
    with pytest.raises(InvalidName, match="'make' is no format known here: expected 'shell'"):
        render(PLATFORMS[0], "make")
    with pytest.raises(UnknownPlatform):
        flags("2099_0")


@BY_PLATFORM
def test_every_format_names_the_platform(platform: pyemscripten.Platform) -> None:
    for format in FORMATS:
        head = render(platform, format).split("\n", 1)[0]
        assert head == f"# {platform.tag}: Emscripten {platform.emscripten}"


@BY_PLATFORM
def test_a_shell_reads_the_variables(platform: pyemscripten.Platform) -> None:
    script = (
        render(platform, "shell") + f'printf "%s|" "$CXXFLAGS" "$LDFLAGS" "${RUSTFLAGS_VARIABLE}"'
    )
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    compile_, link, rust, _ = done.stdout.split("|")
    cpp = flags(platform, "c++")
    assert compile_.split() == list(cpp.compile)
    assert link.split() == list(cpp.link)
    assert rust.split() == list(platform.flags.rustflags)


@BY_PLATFORM
def test_a_cross_file_is_in_mesons_syntax(platform: pyemscripten.Platform) -> None:
    parser = configparser.ConfigParser(delimiters=("=",))
    parser.read_string(render(platform, "meson"))
    for section in parser.sections():
        for value in parser[section].values():
            assert ast.literal_eval(value)
    options = parser["built-in options"]
    assert ast.literal_eval(options["c_args"]) == list(flags(platform).compile)
    assert ast.literal_eval(parser["host_machine"]["system"]) == "emscripten"


@BY_PLATFORM
def test_a_cmake_script_sets_every_flag(platform: pyemscripten.Platform) -> None:
    lines = render(platform, "cmake").splitlines()[1:]
    assert all(
        line.startswith("set(CMAKE_") and line.endswith(' CACHE STRING "")') for line in lines
    )
    assert f'"{" ".join(flags(platform, "c++").link)}"' in lines[-1]


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
    assert rust_fits(pyemscripten.platform(version), printed) is fits


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
