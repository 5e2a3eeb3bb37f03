"""The command as a user meets it, with the real npm and Node.js and registries that misbehave."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from pyemscripten.cli.group import cli
from pyemscripten.versions import from_npm_version
from tests.support.registry import Registry, integrity, make_package

from .conftest import PLATFORM, RELEASE, TABLE, Verify, lock_file, main_module, publish, table_of
from .conftest import release_files as files

VERSION = RELEASE.version
ONLY = ("--only", VERSION)
OTHER = next(r.version for r in reversed(TABLE.releases) if r.stable and r.version != VERSION)


def lines_about(output: str, *words: str) -> list[str]:
    return [line for line in output.splitlines() if all(word in line for word in words)]


def test_what_agrees_and_what_could_not_start(registry: Registry, verify: Verify) -> None:
    """The tarball is right; it is no Pyodide, so Node.js cannot run it, and that is said."""
    row = publish(registry)
    result = verify(table_of(row), *ONLY)
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, f"{VERSION}: ", "unchecked: ")
    assert f"pyodide {VERSION}: load-failed: " in line
    assert "Python, Emscripten, platform, config variables, libraries, build" in line
    assert f"pyodide {VERSION}: downloading" in result.stderr
    assert "could not be made." in result.stdout.splitlines()[-1]


def test_json(registry: Registry, verify: Verify) -> None:
    result = verify(table_of(publish(registry)), *ONLY, "--json")
    document = json.loads(result.stdout)
    assert document["status"] == result.exit_code == 3
    assert document["counts"] == {
        "match": len([c for c in document["checks"] if c["verdict"] == "match"]),
        "mismatch": 0,
        "could not check": 1,
        "known conflict": 0,
    }
    (check,) = [c for c in document["checks"] if c["fact"] == "npm_integrity"]
    assert check == {
        "group": "artifact",
        "subject": VERSION,
        "fact": "npm_integrity",
        "ours": check["artifact"],
        "artifact": integrity(registry.releases["pyodide", VERSION][0]),
        "source": f"npm pyodide {VERSION}: SHA-512 of the tarball",
        "release": VERSION,
        "verdict": "match",
        "note": "",
    }
    facts = {c["fact"] for c in document["checks"] if c["verdict"] == "match"}
    assert {"emscripten", "platform", "wheel_tags", "micropip", "python", "on npm"} <= facts
    assert {"unwinding.model", "unwinding.encoding", "longjmp.model"} <= facts


@pytest.mark.parametrize(
    ("lock", "module", "expected"),
    [
        (lock_file(platform="emscripten_9_9_9"), b"", ("emscripten", "emscripten_9_9_9")),
        (lock_file(python="3.99.0"), b"", ("python", "3.99.0")),
        (None, main_module(invoke=3, own=0), ("unwinding.model", "JavaScript")),
        (None, main_module(imported=True, own=0), ("unwinding.evidence", "imports the tags env")),
        (None, main_module(own=0), ("unwinding.evidence", "neither exception tags nor")),
    ],
)
def test_a_mismatch_names_the_fact_both_values_and_the_source(
    registry: Registry, verify: Verify, lock: object, module: bytes, expected: tuple[str, str]
) -> None:
    row = publish(registry, files(lock, module))
    result = verify(table_of(row), *ONLY)
    assert result.exit_code == 1
    (line,) = lines_about(result.stdout, *expected, f"npm pyodide {VERSION}: ")
    ours = {
        "emscripten": RELEASE.emscripten.replace(".", "_"),
        "python": RELEASE.python,
        "unwinding.model": PLATFORM.unwinding.model,
        "unwinding.evidence": PLATFORM.unwinding.evidence,
    }
    assert ours[expected[0]] in line
    assert "do not agree" in result.stdout.splitlines()[-1]


def test_a_contradiction_that_is_recorded_is_no_mismatch(
    registry: Registry, verify: Verify
) -> None:
    table = table_of(publish(registry, files(lock_file(python="3.14.0"))))
    conflict = next(c for c in TABLE.conflicts if c.fact == "python").replace(about=(VERSION,))
    result = verify(table.replace(conflicts=(conflict,)), *ONLY)
    assert result.exit_code == 3
    recorded = f"as recorded: conflict {conflict.identifier!r}"
    assert lines_about(result.stdout, "1 value that an artifact contradicts itself on", recorded)


def test_npm_delivers_other_bytes_than_the_row_says(registry: Registry, verify: Verify) -> None:
    """A mirror may be consistent and wrong: the integrity in the data decides."""
    row = publish(registry)
    publish(registry, files(module=main_module(own=1)))
    result = verify(table_of(row), *ONLY)
    assert result.exit_code == 1
    assert lines_about(result.stdout, VERSION, "npm_integrity", str(row.npm_integrity))


def test_a_registry_that_answers_500(registry: Registry, verify: Verify) -> None:
    row = publish(registry)
    registry.failing = 500
    result = verify(table_of(row.replace(version=OTHER), row), "--only", VERSION, "--only", OTHER)
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, "the list of Pyodide releases: ")
    assert "the registry does not answer (E500" in line
    (line,) = lines_about(result.stdout, f"pyodide {OTHER}, {VERSION}: not in the cache")
    assert "not asked for because the registry does not answer" in line
    assert "integrity, Emscripten, platform" in line
    # It was asked once, not once for each release.
    assert len(registry.requests) == 1


def test_no_network(registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    result = verify(table_of(publish(registry)), *ONLY)
    assert result.exit_code == 3
    assert lines_about(result.stdout, "the registry does not answer (ECONNREFUSED")
    assert lines_about(result.stdout, f"pyodide {VERSION}: not in the cache")


def test_500_for_one_release_leaves_the_others_checked(registry: Registry, verify: Verify) -> None:
    rows = [publish(registry, version=version) for version in (OTHER, VERSION)]
    registry.failing_for[f"{OTHER}.tgz"] = 500
    result = verify(table_of(*rows), "--only", VERSION, "--only", OTHER, "--json")
    checks = json.loads(result.stdout)["checks"]
    assert result.exit_code == 3
    unchecked = [c for c in checks if c["subject"] == OTHER and c["verdict"] == "could not check"]
    assert {c["group"] for c in unchecked} == {"artifact", "main module", "runtime"}
    says = f"pyodide {OTHER}: the registry does not answer (E500"
    assert all(c["note"].startswith(says) for c in unchecked)
    assert "match" in {c["verdict"] for c in checks if c["subject"] == VERSION}


def test_a_truncated_tarball(registry: Registry, verify: Verify) -> None:
    row = publish(registry)
    whole, announced = registry.releases["pyodide", VERSION]
    registry.releases["pyodide", VERSION] = (whole[: len(whole) // 2], announced)
    result = verify(table_of(row), *ONLY)
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, f"pyodide {VERSION}: ", "unchecked: ")
    assert "match" not in line


@pytest.mark.parametrize(
    ("lock", "message"),
    [
        ({"packages": {}}, "pyodide-lock.json has no object 'info'"),
        ({"info": {}}, "pyodide-lock.json has no object 'packages'"),
        ([1], "pyodide-lock.json is not a JSON object"),
    ],
)
def test_a_lock_file_without_what_is_needed(
    registry: Registry, verify: Verify, lock: object, message: str
) -> None:
    result = verify(table_of(publish(registry, files(lock))), *ONLY)
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, f"pyodide {VERSION}: {message}")
    assert line.endswith(
        "(unchecked: integrity, Emscripten, platform, tags of wheels, bundled tools)"
    )


def test_a_tarball_without_lock_file_or_main_module(registry: Registry, verify: Verify) -> None:
    result = verify(table_of(publish(registry, {"pyodide.mjs": b""})), *ONLY)
    assert result.exit_code == 3
    assert lines_about(result.stdout, f"pyodide {VERSION} has no lock file (")
    assert lines_about(result.stdout, f"pyodide {VERSION} has no pyodide.asm.wasm")


@pytest.mark.parametrize("broken", [b"{", b"\xff"])
def test_a_damaged_lock_file_and_main_module(
    registry: Registry, verify: Verify, broken: bytes
) -> None:
    damaged = {"pyodide-lock.json": broken, "pyodide.asm.wasm": broken}
    result = verify(table_of(publish(registry, files() | damaged)), *ONLY)
    assert result.exit_code == 3
    assert lines_about(result.stdout, "pyodide-lock.json is not a JSON object")
    assert lines_about(result.stdout, "pyodide.asm.wasm cannot be read: ")


def test_a_release_that_was_withdrawn(registry: Registry, verify: Verify) -> None:
    row = publish(registry)
    gone = row.replace(version=OTHER)
    registry.withdrawn.append(OTHER)
    result = verify(table_of(gone, row), "--only", OTHER)
    assert result.exit_code == 3
    assert lines_about(result.stdout, f"pyodide {OTHER} was withdrawn from npm")
    assert lines_about(result.stdout, f"pyodide {OTHER}: the registry does not have it")


def test_a_row_that_was_never_on_npm(registry: Registry, verify: Verify) -> None:
    row = publish(registry)
    result = verify(table_of(row.replace(version=OTHER), row), "--only", OTHER)
    assert result.exit_code == 1
    (line,) = lines_about(result.stdout, OTHER, "versions of pyodide on npm")
    assert line.split("  ")[2:] != []
    assert "on npm" in line
    assert "not on npm" in line


def test_a_release_on_npm_that_its_row_denies(registry: Registry, verify: Verify) -> None:
    publish(registry)
    row = RELEASE.replace(npm=None)
    result = verify(table_of(RELEASE.replace(version=OTHER), row), *ONLY)
    assert result.exit_code == 1
    assert lines_about(result.stdout, VERSION, "not on npm", "versions of pyodide on npm")
    # It is looked at all the same, so that `--propose` can complete the row.
    assert lines_about(result.stdout, VERSION, "npm_integrity", "none")


def test_an_unknown_platform_from_the_future(
    registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = publish(registry)
    publish(registry, files(lock_file(abi_version="99999_0")), version="399.0.0")
    monkeypatch.setattr("pyemscripten.verify.tools.TOOLS", ())
    result = verify(table_of(row))
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, "399.0.0 carries the platform 99999_0")
    assert "nothing about 99999_0 was checked" in line
    assert lines_about(result.stdout, "On npm and not in the table: 399.0.0. `pyemscripten verify")


@pytest.mark.parametrize("version", ["399.0.0-beta.1", "399.0.0-rc.2"])
def test_a_beta_or_candidate_is_a_release_that_the_table_lacks(
    registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    row = publish(registry)
    registry.add(make_package("pyodide", version, files()), version)
    monkeypatch.setattr("pyemscripten.verify.tools.TOOLS", ())
    result = verify(table_of(row), "--json")
    assert json.loads(result.stdout)["new_releases"] == [from_npm_version(version)]


def test_no_npm(
    registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = verify(table_of(publish(registry)), *ONLY)
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, f"pyodide {VERSION}: npm is not on PATH")
    assert "install Node.js" in line


def test_one_reason_for_several_releases_is_one_line(
    registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    rows = [publish(registry, version=version) for version in (OTHER, VERSION)]
    result = verify(table_of(*rows), "--only", VERSION, "--only", OTHER)
    (line,) = lines_about(result.stdout, "npm is not on PATH", "integrity")
    assert line.startswith(f"pyodide {OTHER}, {VERSION}: npm is not on PATH")
    assert result.stdout.splitlines()[-1].startswith("1 comparison: all agree; ")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("", "is no program; install Node.js"),
        ("#!/bin/sh\necho v12.22.12\n", "is Node.js 12.22.12; Pyodide needs"),
    ],
)
def test_no_node_or_too_old_a_one(
    registry: Registry,
    verify: Verify,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    script: str,
    message: str,
) -> None:
    node = tmp_path / "node"
    if script:
        node.write_text(script)
        node.chmod(0o755)
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(node))
    result = verify(table_of(publish(registry)), *ONLY)
    assert result.exit_code == 3
    (line,) = lines_about(result.stdout, message)
    assert line.startswith(f"{VERSION}: ")
    # What needs no Node.js was checked all the same.
    assert lines_about(result.stdout, "tarballs from npm")[0].split()[3] != "-"


def test_the_second_run_downloads_nothing_and_offline_knows_the_same(
    registry: Registry, verify: Verify
) -> None:
    table = table_of(publish(registry))
    first = verify(table, *ONLY)
    registry.requests.clear()
    second = verify(table, *ONLY)
    assert not [path for path in registry.requests if path.endswith(".tgz")]
    registry.failing = 500
    third = verify(table, *ONLY, "--offline")
    assert first.stdout == second.stdout == third.stdout


def test_offline_with_an_empty_cache_says_what_it_could_not_check(
    registry: Registry, verify: Verify
) -> None:
    result = verify(table_of(publish(registry)), *ONLY, "--offline")
    assert result.exit_code == 3
    assert lines_about(result.stdout, f"pyodide {VERSION}: not in the cache", "run once without")
    assert lines_about(result.stdout, "the list of Pyodide releases is not in the cache")
    assert registry.requests == []


def test_a_tampered_tarball_is_caught(registry: Registry, verify: Verify, tmp_path: Path) -> None:
    table = table_of(publish(registry))
    verify(table, *ONLY)
    (kept,) = (tmp_path / "cache" / "npm").glob("*.tgz")
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    for arguments in (ONLY, (*ONLY, "--offline")):
        result = verify(table, *arguments)
        assert result.exit_code == 3
        (line,) = lines_about(result.stdout, str(kept), "delete it and run again")
        assert line.endswith(
            "bundled tools; exceptions, longjmp, memory; Python, Emscripten, "
            "platform, config variables, libraries, build)"
        )


@pytest.mark.parametrize("how", ["edited", "cut", "emptied"])
def test_a_tampered_observation_is_caught_and_made_anew(
    registry: Registry, verify: Verify, tmp_path: Path, how: str
) -> None:
    """Whoever edits the cache to hide a mismatch gets the mismatch."""
    table = table_of(publish(registry, files(lock_file(platform="emscripten_9_9_9"))))
    before = verify(table, *ONLY)
    for file in (tmp_path / "cache" / "verify").iterdir():
        content = file.read_text()
        if "emscripten_9_9_9" in content:
            good = f"emscripten_{RELEASE.emscripten.replace('.', '_')}"
            changed = {"edited": content.replace("emscripten_9_9_9", good), "cut": content[:50]}
            file.write_text(changed.get(how, "{}"))
    after = verify(table, *ONLY)
    assert after.exit_code == before.exit_code == 1
    assert after.stdout == before.stdout
    (line,) = lines_about(after.stderr, "was changed after it was written")
    assert "it is not used, but made anew" in line


def test_interrupted_in_the_middle_it_resumes(registry: Registry, verify: Verify) -> None:
    rows = [publish(registry, version=version) for version in (OTHER, VERSION)]
    release = threading.Event()
    registry.waiting_for[f"{VERSION}.tgz"] = release
    data = str(verify.write(table_of(*rows)))
    # What starts the tests may ignore SIGINT, as a shell does for jobs in the background.
    main = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from pyemscripten.cli import main; main()"
    )
    command = [sys.executable, "-c", main, "verify", "--data", data]
    command += ["--only", VERSION, "--only", OTHER]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stderr
        for line in process.stderr:
            if f"pyodide {OTHER}: runtime" in line:
                break
        process.send_signal(signal.SIGINT)
        release.set()
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert output == ""
    assert "pyemscripten: interrupted; what was measured so far is kept" in errors
    assert "Traceback" not in errors
    registry.waiting_for.clear()
    registry.requests.clear()
    result = verify(table_of(*rows), "--only", VERSION, "--only", OTHER)
    assert not [path for path in registry.requests if f"{OTHER}.tgz" in path]
    assert lines_about(result.stdout, OTHER, VERSION, "load-failed")


def test_a_half_download_of_another_run_is_no_release(
    registry: Registry, verify: Verify, tmp_path: Path
) -> None:
    """What a killed run leaves behind has no name that a later run looks for."""
    row = publish(registry)
    cache = tmp_path / "cache"
    half = cache / ".tmp-abc" / f"pyodide-{VERSION}.tgz"
    half.parent.mkdir(parents=True)
    half.write_bytes(registry.releases["pyodide", VERSION][0][:100])
    assert verify(table_of(row), *ONLY).exit_code == 3
    assert any(f"{VERSION}.tgz" in path for path in registry.requests)


def test_only_a_platform_whose_releases_cannot_be_had_is_no_pass(
    registry: Registry, verify: Verify
) -> None:
    table = table_of(publish(registry))
    registry.failing_for[".tgz"] = 500
    result = verify(table, "--only", PLATFORM.version)
    assert result.exit_code == 3
    assert lines_about(result.stdout, f"pyodide {VERSION}: the registry does not answer")


def test_only_takes_any_spelling_and_refuses_what_it_does_not_know(
    registry: Registry, verify: Verify
) -> None:
    table = table_of(publish(registry))
    result = verify(table, "--only", PLATFORM.tag, "--json")
    about = {c["subject"] for c in json.loads(result.stdout)["checks"]}
    assert about <= {"the table", PLATFORM.version, VERSION, "markers"}
    result = verify(table, "--only", "315.0.0b9")
    assert result.exit_code == 2
    assert "is no platform, Pyodide release or tool of the table; nearest in spelling" in (
        result.stderr
    )
    result = verify(table, "--only", "")
    assert result.exit_code == 2


@pytest.mark.parametrize("option", ["--propose", "--record"])
def test_what_writes_needs_a_checkout_and_a_complete_run(
    option: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["verify", option])
    assert result.exit_code == 2
    assert "there is no src/pyemscripten/" in result.stderr
    assert "run this in a checkout of pyemscripten, or name the file" in result.stderr
    result = CliRunner().invoke(cli, ["verify", option, "--only", VERSION])
    assert result.exit_code == 2
    assert "need a complete run, without --only" in result.stderr


def test_a_file_that_is_not_the_data_module(
    registry: Registry,
    verify: Verify,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("pyemscripten.verify.tools.TOOLS", ())
    wrong = tmp_path / "releases.py"
    wrong.write_text("RELEASES = 1\n")
    result = verify(table_of(publish(registry)), f"--propose={wrong}")
    assert result.exit_code == 2
    assert f"{wrong} is not the data module: it has no RELEASES" in result.stderr
    assert wrong.read_text() == "RELEASES = 1\n"


def test_an_incomplete_run_is_not_recorded(
    registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pyemscripten.verify.tools.TOOLS", ())
    result_file = tmp_path / "result.json"
    result = verify(table_of(publish(registry)), f"--record={result_file}")
    assert f"{result_file} was not written, since this run is not complete" in result.stderr
    assert not result_file.exists()


def test_the_cache_cannot_be_written(
    registry: Registry, verify: Verify, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv("PYEMSCRIPTEN_CACHE", str(blocked))
    row = publish(registry)
    result = verify(table_of(row), *ONLY)
    assert result.exit_code == 2
    assert str(blocked) in result.stderr
    assert "Traceback" not in result.output


def test_a_tarball_from_a_package_of_another_name(registry: Registry, verify: Verify) -> None:
    row = publish(registry)
    registry.add(make_package("other", VERSION), VERSION)
    result = verify(table_of(row), *ONLY)
    assert result.exit_code == 3
    assert lines_about(result.stdout, "package.json says other@")
