"""The commands `audit` and `try`, as users meet them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import pyemscripten
from pyemscripten.audit.schema import SCHEMA
from pyemscripten.cli.group import cli
from tests.audit.assemble import wheel
from tests.support.tables import measured_platforms
from tests.wasm.assemble import (
    HEADER,
    MEMORY,
    address,
    dylink,
    function,
    section,
    side_module,
    vector,
)

NEWEST = pyemscripten.builtin().recommended()[0]
OLDEST = pyemscripten.builtin().platforms[0]
MINOR = NEWEST.python.replace(".", "")
RELEASE = pyemscripten.history(NEWEST.version).last.version


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


def put(folder: Path, project: str, module: bytes, tag: str = NEWEST.tag) -> Path:
    name = f"{project}-1.0-py3-none-{tag}.whl"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(wheel(name, {"p/library.so": module, "p/__init__.py": b""}))
    return folder / name


GOOD = side_module()
BAD = side_module([address("absent")])
WARNS = side_module([function("absent")])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return put(tmp_path, "good", GOOD)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return put(tmp_path, "bad", BAD)


def test_a_clean_wheel(good: Path) -> None:
    result = run("audit", good)
    assert result.exit_code == 0
    assert result.stdout == f"{good.name}\n  fits {NEWEST.version}, as tagged (1 module)\n"
    assert result.stderr == ""


def test_a_bad_wheel(bad: Path) -> None:
    result = run("audit", bad, "--verbose")
    assert result.exit_code == 1
    assert "error   PYEM002  p/library.so needs symbols" in result.stdout
    assert "fix: " in result.stdout
    assert "means: " in result.stdout


def test_names_in_a_wheel_cannot_steer_the_terminal(tmp_path: Path) -> None:
    name = f"evil-1.0-py3-none-{NEWEST.tag}.whl"
    files = {"a\x9b2J.so": b"\x7fELF", "\u202eb.so": b"\x7fELF", "é.so": b"\x7fELF"}
    (tmp_path / name).write_bytes(wheel(name, files))
    shown = run("audit", tmp_path / name).stdout
    assert r"a\x9b2J.so is an ELF file" in shown
    assert r"\u202eb.so is an ELF file" in shown
    assert "é.so is an ELF file" in shown
    assert shown.replace("\n", "").isprintable()


def test_a_folder_of_wheels(tmp_path: Path, good: Path, bad: Path) -> None:
    result = run("audit", tmp_path)
    assert result.exit_code == 1
    assert result.stdout.index(bad.name) < result.stdout.index(good.name)


def test_warnings_fail_only_if_strict(tmp_path: Path) -> None:
    path = put(tmp_path, "warns", WARNS)
    assert run("audit", path).exit_code == 0
    assert run("audit", path, "--strict").exit_code == 1
    assert run("audit", path, "--strict", "--ignore", "pyem004,PYEM001").exit_code == 0


def test_json(tmp_path: Path, good: Path, bad: Path) -> None:
    for option in (("--json",), ("--format", "json")):
        result = run("audit", tmp_path, *option)
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        jsonschema.validate(report, SCHEMA)
        assert [(each["wheel"], each["level"]) for each in report["wheels"]] == [
            (bad.name, "error"),
            (good.name, None),
        ]


def test_github_and_sarif(bad: Path) -> None:
    assert run("audit", bad, "--format", "github").stdout.startswith("::error title=PYEM002")
    log = json.loads(run("audit", bad, "--format", "sarif").stdout)
    assert log["runs"][0]["results"][0]["ruleId"] == "PYEM002"


def test_another_platform_or_release(good: Path) -> None:
    assert f"fits {OLDEST.version}, though" in run("audit", good, "--platform", OLDEST.tag).stdout
    release = pyemscripten.history(OLDEST.version).last.version
    assert f"fits {OLDEST.version}, though" in run("audit", good, "--on", release).stdout
    report = json.loads(run("audit", good, "--everywhere", "--opcodes", "--json").stdout)
    assert len(report["wheels"][0]["fits"]) == len(measured_platforms(pyemscripten.builtin()))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say what to audit: either wheels and folders, or --project"),
        (("GOOD", "--project", "x"), "say what to audit"),
        (("absent.whl",), "'absent.whl' does not exist"),
        (("FOLDER/empty",), "no wheel in the folder"),
        (("FOLDER/notes.txt",), "'notes.txt' is not the name of a wheel"),
        (("GOOD", "--ignore", "PYEM999"), "--ignore: 'PYEM999' is not a rule: expected one of"),
        (("GOOD", "--limit", "size=1"), "--limit: 'size=1' is not NAME=NUMBER with a NAME of"),
        (("GOOD", "--limit", "members=x"), "'members=x' is not NAME=NUMBER"),
        (("GOOD", "--platform", NEWEST.tag, "--on", RELEASE), "--platform and --on exclude each"),
        (("GOOD", "--json", "--format", "sarif"), "--json and --format sarif exclude each other"),
        (("GOOD", "--platform", "banana"), "'banana' is not a platform"),
        (("--project", "../x"), "'../x' is not the name of a project"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: tuple[str, ...], message: str, good: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").touch()
    places = {"GOOD": str(good)}
    result = run("audit", *(places.get(a, a.replace("FOLDER", str(tmp_path))) for a in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_platform_is_told(good: Path) -> None:
    result = run("audit", good, "--platform", "1999_0")
    assert result.exit_code == 1
    assert "no platform '1999_0'" in result.stderr


def test_small_wheels_are_read_in_order_whatever_the_jobs(tmp_path: Path) -> None:
    for number in range(12):
        put(tmp_path / "many", f"w{number:02}", GOOD if number % 3 else BAD)
    one = run("audit", tmp_path / "many", "--jobs", 1)
    four = run("audit", tmp_path / "many", "--jobs", 4)
    assert four.exit_code == one.exit_code == 1
    assert four.stdout == one.stdout
    assert [line[:3] for line in four.stdout.splitlines() if line.endswith(".whl")] == [
        f"w{number:02}" for number in range(12)
    ]


def test_a_damaged_wheel_does_not_stop_the_others(tmp_path: Path, good: Path) -> None:
    (tmp_path / f"damaged-1.0-py3-none-{NEWEST.tag}.whl").write_bytes(b"PK\3\4")
    result = run("audit", tmp_path)
    assert result.exit_code == 1
    assert "PYEM014  the zip archive is cut short" in result.stdout
    assert good.name in result.stdout


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path, good: Path) -> None:
    gone = tmp_path / f"gone-1.0-py3-none-{NEWEST.tag}.whl"
    gone.symlink_to(tmp_path / "nowhere")
    result = run("audit", tmp_path)
    assert result.exit_code == 1
    assert f"PYEM014  '{gone}': No such file or directory" in result.stdout
    assert f"{good.name}\n  fits {NEWEST.version}" in result.stdout


def test_limits(good: Path) -> None:
    result = run("audit", good, "--limit", "members=2")
    assert result.exit_code == 1
    assert "members, at most 2 are read" in result.stdout


def test_many_large_wheels_are_read_by_several_processes(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    for number in range(6):
        name = f"w{number}-1.0-py3-none-{NEWEST.tag}.whl"
        folder.mkdir(exist_ok=True)
        # Random bytes, since the size that counts is that of the archives.
        noise = bytes(range(256)) * 4 + number.to_bytes(4, "big")
        data = wheel(name, {"a.so": GOOD if number else BAD, "b": _noise(noise)})
        (folder / name).write_bytes(data)
    one = run("audit", folder, "--jobs", 1)
    two = run("audit", folder, "--jobs", 2)
    assert two.exit_code == one.exit_code == 1
    assert two.stdout == one.stdout
    assert [line for line in two.stdout.splitlines() if line.endswith(".whl")] == [
        f"w{number}-1.0-py3-none-{NEWEST.tag}.whl" for number in range(6)
    ]


def _noise(seed: bytes) -> bytes:
    import hashlib

    return b"".join(hashlib.sha256(seed + i.to_bytes(4, "big")).digest() for i in range(120_000))


def test_a_terminal_gets_a_bar_and_colours(
    tmp_path: Path, good: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyemscripten.cli import audit

    class Terminal:
        isatty = staticmethod(lambda: True)

    monkeypatch.delenv("NO_COLOR", raising=False)
    runner = CliRunner()
    with runner.isolation(color=True) as streams:
        monkeypatch.setattr(sys.stdout, "isatty", Terminal.isatty, raising=False)
        monkeypatch.setattr(sys.stderr, "isatty", Terminal.isatty, raising=False)
        with pytest.raises(SystemExit):
            audit.command.main([str(tmp_path)], standalone_mode=False)
        out, err = streams[0].getvalue().decode(), streams[1].getvalue().decode()
    assert "\x1b[31m" in out
    assert "\x1b[32m" in out
    assert f"[##########..........] 1/2 {bad.name}"[:79] in err
    assert err.endswith("\r\x1b[K")


def test_no_colour_is_respected(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyemscripten.cli import audit

    monkeypatch.setenv("NO_COLOR", "1")
    with CliRunner().isolation(color=True) as streams:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        with pytest.raises(SystemExit):
            audit.command.main([str(bad)], standalone_mode=False)
        assert b"\x1b[" not in streams[0].getvalue()


@pytest.mark.network
@pytest.mark.node
def test_confirm_puts_the_truth_beside_the_prediction(tmp_path: Path) -> None:
    bad, good = put(tmp_path, "bad", BAD), put(tmp_path, "good", GOOD)
    result = run("audit", bad, good, "--confirm")
    assert result.exit_code == 1
    assert f"Pyodide {RELEASE} under Node.js" in result.stdout
    assert "load   failed    p/library.so: OSError" in result.stdout
    assert "import ok        p" in result.stdout
    assert "confirmed: PYEM002 p/library.so" in result.stdout
    report = json.loads(run("audit", good, "--confirm", "--json").stdout)
    jsonschema.validate(report, SCHEMA)
    assert report["wheels"][0]["trial"]["modules"][0]["outcome"] == "ok"
    # Nothing to try without a platform or a module.
    name = "pure-1.0-py3-none-any.whl"
    (tmp_path / name).write_bytes(wheel(name, {"pure.py": b""}))
    assert "Pyodide" not in run("audit", tmp_path / name, "--confirm").stdout


@pytest.mark.network
@pytest.mark.node
def test_confirm_on_a_published_wheel(tmp_path: Path) -> None:
    from pyemscripten.audit.dependencies import download

    assert download("transformations==2026.8.8", "2026_5", "3.15", str(tmp_path))
    result = run("audit", tmp_path, "--confirm")
    assert result.exit_code == 1
    assert "does not work on 2026_5, which it is tagged for: 1 error" in result.stdout
    assert "confirmed: PYEM005 transformations/_transformations.abi3-x86_64" in result.stdout
    assert "not predicted" not in result.stdout


@pytest.mark.network
@pytest.mark.node
def test_confirm_shows_what_was_not_predicted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "bad", BAD)
    result = run("audit", path, "--confirm", "--ignore", "PYEM002")
    assert result.exit_code == 1
    assert "not predicted: p/library.so did not load: OSError" in result.stdout


@pytest.mark.network
@pytest.mark.node
def test_confirm_fails_for_what_only_a_warning_predicted(tmp_path: Path) -> None:
    # A typed reference, which some versions of Node.js take, and a symbol that none of them finds.
    typed = section(1, vector([b"\x60\1\x64\0\0"]))
    module = HEADER + dylink() + typed + section(2, vector([MEMORY, address("absent")]))
    path = put(tmp_path, "warned", module)
    result = run("audit", path, "--confirm", "--ignore", "PYEM002")
    assert result.exit_code == 1
    assert "warning PYEM010" in result.stdout
    assert "load   failed    p/library.so: OSError" in result.stdout
    assert "not predicted" not in result.stdout


@pytest.mark.network
def test_the_newest_wheels_of_a_project() -> None:
    """The mistake that a published project makes, in a sentence of its own."""
    result = run("audit", "--project", "transformations", "--json")
    report = json.loads(result.stdout)
    assert {each["claimed"] for each in report["wheels"]} > {NEWEST.version}
    result = run("audit", "--project", "six")
    assert result.exit_code == 1
    assert "pip finds no wheel of 'six' for any platform of the table" in result.stderr


@pytest.mark.network
@pytest.mark.node
def test_try(tmp_path: Path) -> None:
    bad, good = put(tmp_path, "bad", BAD), put(tmp_path, "good", GOOD)
    result = run("try", good)
    assert result.exit_code == 0
    assert f"{good.name}\n  Pyodide {RELEASE} under Node.js" in result.stdout
    assert "import ok        p" in result.stdout
    assert "loading 1 modules" in result.stderr
    result = run("try", bad, "--on", RELEASE, "--no-imports", "--no-deps", "--json")
    assert result.exit_code == 1
    (trial,) = json.loads(result.stdout)["trials"]
    assert trial["modules"][0]["outcome"] == "failed"
    assert trial["imports"] == []


def test_try_with_wrong_usage(tmp_path: Path, good: Path) -> None:
    name = "pure-1.0-py3-none-any.whl"
    (tmp_path / name).write_bytes(wheel(name, {"pure.py": b""}))
    damaged = tmp_path / f"damaged-1.0-py3-none-{NEWEST.tag}.whl"
    damaged.write_bytes(b"PK\3\4")
    for arguments, message in (
        ((tmp_path / name,), "names no known platform: say where to try it, with --on"),
        (("absent.whl",), "'absent.whl' does not exist"),
        ((good, "--on", "banana"), "'banana' is not a Pyodide version"),
        ((good, damaged), f"{damaged.name}: the zip archive is cut short"),
    ):
        result = run("try", *arguments)
        assert result.exit_code == 2
        # Said before anything was tried.
        assert result.stderr.count("\n") == 1
        assert message in result.stderr


def test_try_without_node_says_so(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYEMSCRIPTEN_CACHE", str(good.parent / "cache"))
    for arguments in (("try", good), ("audit", good, "--confirm")):
        result = run(*arguments)
        assert result.exit_code == 3
        last = result.stderr.splitlines()[-1]
        assert last.startswith("pyemscripten: ")
        assert "npm is not on PATH" in last


def test_try_prints_in_colour_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyemscripten.audit.attempts import Attempt, Trial
    from pyemscripten.cli import try_
    from pyemscripten.cli.audit import trial_lines

    trial = Trial(
        "w", "1.2.3", "20.0.0",
        modules=(Attempt("a.so", "ok"), Attempt("b.so", "failed", "no")),
        finds=(Attempt("a.so", "ok"), Attempt("c.so", "failed", "not found")),
        imports=(Attempt("a", "not tried", "needs numpy"),),
        installed=("six-1-py3-none-any.whl",),
        missing=("numpy",),
    )  # fmt: skip
    with CliRunner().isolation(color=True) as streams:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        monkeypatch.delenv("NO_COLOR", raising=False)
        try_._print("w", list(trial_lines(trial)))
        out = streams[0].getvalue().decode()
    assert "\x1b[32m    load   ok        a.so\x1b[0m" in out
    assert "find   failed    c.so: not found" in out
    assert "find   ok" not in out
    assert "import not tried a: needs numpy" in out
    assert "with   six-1-py3-none-any.whl" in out
    assert "without numpy: neither PyPI nor the distribution gave it" in out
