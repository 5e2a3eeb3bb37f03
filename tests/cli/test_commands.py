"""The commands as a user meets them: output, exit status, wrong input, terminal and pipe."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Any
from unittest import mock

import click
import pytest
from click.testing import CliRunner

import pyemscripten
from pyemscripten import data
from pyemscripten.cli import COMMANDS
from pyemscripten.cli.group import LazyGroup, cli
from pyemscripten.publish.json import document, platform_object, text
from tests.support.tables import uv_rows

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TABLE = pyemscripten.builtin()
NEWEST = TABLE.platforms[-1]
#: The newest that has a name in cibuildwheel.
NAMED = [p for p in TABLE.platforms if "cibuildwheel" in p.names][-1]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, prog_name="pyemscripten")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def on_terminal(*arguments: str, columns: int = 80) -> tuple[str, int]:
    """What a terminal of that width shows, without colours, and the exit status."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "pyemscripten", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**environment, "TERM": "xterm-256color"},
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # how Linux reports that the other side has closed
            break
        if not part:
            break
        shown += part
    os.close(leader)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n"), process.wait()


def test_list_shows_every_platform_and_what_to_build() -> None:
    result = run("list")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    for platform, line in zip(TABLE.platforms, lines[1:], strict=False):
        status = TABLE.history(platform).status
        assert line.split()[:3] == [platform.tag, platform.emscripten, platform.python]
        assert line.endswith(status)
        assert len(line) <= 80
    assert lines[-2].startswith(f"Build these today: {TABLE.recommended()[0].tag}")
    assert TABLE.as_of in lines[-1]


def test_list_loses_nothing_on_a_terminal_of_80_columns() -> None:
    shown, status = on_terminal("list")
    assert status == 0
    for platform in TABLE.platforms:
        history = TABLE.history(platform)
        rows = shown.partition("\n\n")[0].splitlines()
        (line,) = (line for line in rows if line.startswith(platform.tag))
        assert history.last.version in line
        assert history.status in line
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_show_loses_no_fact_on_a_terminal_of_80_columns() -> None:
    platform = TABLE.platform("2024_0")
    shown, status = on_terminal("show", "2024_0")
    assert status == 0
    assert all(len(line) <= 80 for line in shown.splitlines())
    packed = "".join(shown.split())
    for fact in (platform.rpath.note, platform.wasm_bigint.note, platform.unwinding.when):
        words = fact.split()
        assert all(word in packed for word in words)
    for library in platform.static_libraries:
        assert library.name in shown


def test_no_colour_when_asked_or_in_a_pipe() -> None:
    assert "\x1b[" not in run("show", "2026_0").stdout


@pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda p: str(p.version))
def test_show_gives_every_fact_with_its_source(platform: pyemscripten.Platform) -> None:
    result = run("show", platform.tag)
    assert result.exit_code == 0
    for fact in (
        platform.tag,
        platform.legacy_tag,
        platform.emscripten,
        platform.python,
        platform.pthread.note,
        platform.rpath.note,
        *platform.flags.cflags,
        *platform.notes,
        *(library.name for library in platform.static_libraries),
        *(library.version for library in platform.static_libraries),
        *(source.text for sources in platform.sources.values() for source in sources),
        *(conflict.title for conflict in TABLE.conflicts_about(platform)),
        *(change.value for change in TABLE.history(platform).changes),
        *(name for names in platform.names.values() for name in names),
    ):
        assert fact in result.stdout


def test_show_json_is_the_object_that_the_site_publishes() -> None:
    shown = json.loads(run("show", "pyemscripten_2026_0_wasm32", "--json").stdout)
    platform = TABLE.platform("2026_0")
    assert shown == json.loads(text({**TABLE.header(), **platform_object(TABLE, platform)}))
    assert shown["version"] == "2026_0"
    assert shown["tag"] == "pyemscripten_2026_0_wasm32"
    assert shown["status"] == "final"
    assert shown["emscripten"] == platform.emscripten
    assert shown["python"] == platform.python
    assert shown["legacy_tags"] == ["pyodide_2026_0_wasm32"]
    assert shown["pyodide"]["first"] == TABLE.history(platform).first.version
    assert shown["pyodide"]["last"] == TABLE.history(platform).last.version
    assert shown["sources"]["emscripten"][0]["url"].startswith("https://github.com/pyodide/")


def test_show_leaves_out_what_a_platform_does_not_have(tmp_path: Path) -> None:
    releases = TABLE.history(NEWEST).releases
    first = next((release for release in releases if release.npm), releases[0])
    table = TABLE.replace(
        platforms=(NEWEST,),
        releases=(first,),
        conflicts=(),
        uv_targets=uv_rows(TABLE, (NEWEST,)),
    )
    path = tmp_path / "platforms.json"
    path.write_text(text(document(table)), encoding="utf-8")
    result = run("show", NEWEST.version, "--data", str(path))
    assert result.exit_code == 0
    assert "Values that changed" not in result.stdout
    assert "contradict" not in result.stdout


def test_show_takes_a_generic_tag_that_pyodide_carried() -> None:
    generic = TABLE.generic_tags()[-1]
    shown = run("show", generic.tag).stdout
    assert generic.releases[-1].version in shown
    as_json = json.loads(run("show", generic.tag, "--json").stdout)
    assert as_json["tag"] == generic.tag
    assert as_json["emscripten"] == generic.emscripten


def test_show_tells_a_generic_tag_from_a_platform() -> None:
    result = run("show", NEWEST.generic_tag)
    assert result.exit_code == 2
    assert f"names Emscripten {NEWEST.emscripten} and no platform" in result.stderr
    assert NEWEST.tag in result.stderr


def test_export_and_list_json_are_what_load_reads(tmp_path: Path) -> None:
    path = tmp_path / "platforms.json"
    path.write_text(run("export", "json").stdout, encoding="utf-8")
    assert pyemscripten.load(path) == TABLE
    assert run("list", "--json").stdout == path.read_text(encoding="utf-8")


def test_newer_data_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "platforms.json"
    path.write_text(text(document(TABLE.replace(as_of="2031-01-01"))), encoding="utf-8")
    assert "Data of 2031-01-01" in run("list", "--data", str(path)).stdout
    broken = run("list", "--data", __file__)
    assert broken.exit_code == 2
    assert "is not JSON" in broken.stderr
    absent = run("list", "--data", str(tmp_path / "absent.json"))
    assert absent.exit_code == 2
    assert "absent.json" in absent.stderr


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--emscripten", NEWEST.emscripten], [NEWEST]),
        (["--python", NEWEST.python], [NEWEST]),
        (["--pyodide", TABLE.history(NEWEST).last.version], [NEWEST]),
        (["--name", NAMED.names["cibuildwheel"][0]], [NAMED]),
        (["--name", NEWEST.names["rustc"][0]], list(TABLE.platforms)),
    ],
)
def test_find(arguments: list[str], found: list[pyemscripten.Platform]) -> None:
    result = run("find", *arguments)
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[1:]] == [p.tag for p in found]
    as_json = json.loads(run("find", *arguments, "--json").stdout)
    assert [p["version"] for p in as_json["platforms"]] == [p.version for p in found]
    assert as_json["explanation"] == []


def test_find_says_honestly_that_a_private_build_has_no_platform() -> None:
    result = run("find", "--emscripten", "4.0.15")
    assert result.exit_code == 1
    assert "has Emscripten 4.0.15." in result.stdout
    assert "normal for a private build" in result.stdout
    assert "emscripten_4_0_15_wasm32 names it; keep such wheels off PyPI" in result.stdout
    assert "not compatible with it: pyemscripten_2025_0_wasm32" in result.stdout
    as_json = run("find", "--emscripten", "4.0.15", "--json")
    assert as_json.exit_code == 1
    shown = json.loads(as_json.stdout)
    assert shown["platforms"] == []
    assert "private build" in " ".join(shown["explanation"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--emscripten", "4.0.8"], "It was used by Pyodide 0.28.0a2, a draft of 2025_0"),
        (["--emscripten", "3.1.46"], "Pyodide 0.25.0 to 0.25.1 used it, before platforms"),
        (["--python", "3.11"], "Pyodide on Python 3.11 used generic tags: emscripten_3_1_30"),
        (["--python", "3.99"], f"Platforms are planned for Python {TABLE.platforms[0].python}"),
        (
            ["--pyodide", "0.25.1"],
            "Pyodide 0.25.1 carried the generic tag emscripten_3_1_46_wasm32",
        ),
        (
            ["--name", f"x{NAMED.names['cibuildwheel'][0]}"],
            f"spelling is {NAMED.names['cibuildwheel'][0]}",
        ),
        (["--python", "3.14", "--pyodide", "0.25.1"], "try them apart"),
    ],
)
def test_find_explains_a_none(arguments: list[str], words: str) -> None:
    result = run("find", *arguments)
    assert result.exit_code == 1
    assert words in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["find", "--emscripten", "banana"], "'banana' is not an Emscripten version"),
        (["find", "--emscripten", ""], "'' is not an Emscripten version"),
        (["find"], "give at least one of --emscripten"),
        (
            ["show", "pyemscripten_2026_0_wasm64"],
            "nearest in spelling is pyemscripten_2026_0_wasm32",
        ),
        (["show", ""], "'' is not a platform"),
        (["show", "emscripten_9_9_9_wasm32"], "is a generic tag"),
        (["show", "314.0.0"], "is a Pyodide release, not a platform (see `pyemscripten find --pyo"),
        (["list", "--data", "absent.json"], "absent.json: No such file or directory"),
        (["shwo", "2026_0"], "No such command 'shwo'; the nearest is 'show'."),
        (["--nonsense"], "No such option"),
        (["--", "--nonsense"], "No such"),
    ],
)
def test_wrong_usage_is_one_clear_line_and_status_2(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "99999_0"], "no platform '99999_0' in the data of"),
        (["find", "--pyodide", "999.0.0"], "no Pyodide release '999.0.0'"),
    ],
)
def test_what_does_not_exist_is_status_1(arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert words in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "--json"],
        ["show", NEWEST.version],
        ["show", NEWEST.version, "--json"],
        ["find", "--name", NEWEST.names["rustc"][0]],
        ["find", "--emscripten", "4.0.15"],
        ["tags", NEWEST.version],
        ["markers", NEWEST.version],
        ["pip-args", NEWEST.version],
        ["uv-args", "2025_0"],
        ["flags", NEWEST.version],
        ["doctor", NEWEST.version],
        ["explain", f"x-1-py3-none-{NEWEST.tag}.whl"],
        ["export", "json"],
        ["export", "module"],
        ["--help"],
        ["--version"],
    ],
    ids=" ".join,
)
def test_a_pipe_that_nobody_reads_ends_the_command_in_silence(arguments: list[str]) -> None:
    """As after ``| head``."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pyemscripten", *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.stderr, done.returncode) == ("", 1)


@pytest.mark.parametrize("group", [[], ["export"], ["pep"]], ids=" ".join)
def test_help_sums_up_each_command_on_one_line_of_80_columns(group: list[str]) -> None:
    shown, status = on_terminal(*group, "--help")
    assert status == 0
    summaries = shown.partition("\nCommands:\n")[2].splitlines()
    command: Any = cli.get_command(click.Context(cli), group[0]) if group else cli
    assert [line.split()[0] for line in summaries] == command.list_commands(click.Context(command))
    for line in summaries:
        assert len(line) <= 80
        assert line.endswith(".")
        assert not line.endswith("...")


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(name in shown for name in COMMANDS)


def test_the_version_is_that_of_the_data_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--version").stdout == f"pyemscripten {pyemscripten.builtin().version}\n"
    # What pip wrote down when it installed this may be older.
    monkeypatch.setattr(data, "VERSION", "2999.1.0")
    assert run("--version").stdout == "pyemscripten 2999.1.0\n"
    assert pyemscripten.__version__ == "2999.1.0"


def test_find_none_is_wrapped_on_a_terminal() -> None:
    shown, status = on_terminal("find", "--emscripten", "4.0.15", columns=60)
    assert status == 1
    assert all(len(line) <= 60 for line in shown.splitlines())
    assert "private build" in shown


def test_module_and_missing_extra(tmp_path: Path) -> None:
    """``python -m pyemscripten`` works, and without click says what to install."""
    module = subprocess.run(
        [sys.executable, "-m", "pyemscripten", "show", "2026_0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert module.returncode == 0
    assert "pyemscripten_2026_0_wasm32" in module.stdout
    hidden = (
        "import sys; sys.modules['click'] = None; sys.argv = ['pyemscripten', 'list'];"
        "from pyemscripten.cli import main; main()"
    )
    without = subprocess.run(
        [sys.executable, "-c", hidden], capture_output=True, text=True, check=False
    )
    assert without.returncode == 2
    assert without.stderr == (
        "pyemscripten: the command line needs click, which is not installed: "
        "pip install 'pyemscripten[cli]'\n"
    )
    (tmp_path / "rich.py").write_text("import absent_module\n", encoding="utf-8")
    other = subprocess.run(
        [sys.executable, "-m", "pyemscripten", "list"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert "absent_module" in other.stderr


def test_a_bug_keeps_its_traceback() -> None:
    """Only the errors that are expected become one line."""
    group = LazyGroup("pyemscripten", commands_by_name={"broken": "broken"})

    def broken() -> None:
        raise ValueError("a bug")

    command = click.Command("broken", callback=broken)
    with mock.patch.object(group, "get_command", return_value=command):
        result = CliRunner().invoke(group, ["broken"])
    assert repr(result.exception) == "ValueError('a bug')"
