"""`pyemscripten flags` and `pyemscripten doctor`, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import pyemscripten
from pyemscripten.cli.group import cli
from pyemscripten.flags import FORMATS, LANGUAGES, flags, render

PLATFORMS = pyemscripten.builtin().platforms


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, prog_name="pyemscripten")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: p.version)
def test_flags(platform: pyemscripten.Platform) -> None:
    shown = run("flags", platform.tag)
    assert shown.exit_code == 0
    assert " ".join(flags(platform, "c++").link) in shown.output
    assert platform.emscripten in shown.output
    for format in FORMATS:
        assert run("flags", platform.version, f"--{format}").output == render(platform, format)
    found = json.loads(run("flags", platform.version, "--json").output)
    assert found["platform"] == platform.version
    assert list(found["flags"]) == list(LANGUAGES)
    assert found["flags"]["c"]["link"] == list(platform.flags.ldflags)


def test_flags_in_two_forms_are_refused() -> None:
    result = run("flags", "2026_0", "--shell", "--json")
    assert result.exit_code == 2
    assert "give one of" in result.output


def test_flags_of_an_unknown_platform() -> None:
    assert run("flags", "2099_0").exit_code == 1
    assert run("flags", "nonsense").exit_code == 2


def test_doctor_on_a_machine_without_emscripten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("doctor")
    recommended = pyemscripten.builtin().recommended()[0]
    assert result.exit_code == 1
    assert recommended.tag in result.output
    assert f"emsdk install {recommended.emscripten}" in result.output
    found = json.loads(run("doctor", "2025_0", "--json").output)
    assert found["platform"] == "2025_0"
    assert {check["tool"]: check["verdict"] for check in found["checks"]}["emcc"] == "absent"


def test_doctor_is_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    platform = pyemscripten.builtin().recommended()[0]
    for name, prints in (
        ("emcc", f"emcc (x) {platform.emscripten} (y)"),
        ("python3", f"Python {platform.python}.0"),
        ("pyodide", "no version of pyodide-build in this line"),
        ("rustc", ""),
    ):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\necho '{prints}'\n")
        path.chmod(0o755)
    (tmp_path / "rustc").write_text("#!/bin/sh\nexit 1\n")
    result = run("doctor", platform.version)
    assert result.exit_code == 0, result.output
