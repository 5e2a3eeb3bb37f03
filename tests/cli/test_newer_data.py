"""Newer data changes every answer and every error sentence, not only the look-ups."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import pyemscripten
from pyemscripten import explain
from pyemscripten.audit import audit, trial
from pyemscripten.cli.group import cli
from pyemscripten.model import Support
from pyemscripten.publish.json import document, text
from pyemscripten.runtime import ReleaseNotOnNpm
from tests.audit.assemble import wheel
from tests.support.tables import measured_releases, unnamed
from tests.wasm.assemble import side_module

TABLE = pyemscripten.builtin()
#: The facts before uv had a name for a platform, and that platform.
BEFORE = unnamed(TABLE, TABLE.recommended()[0].version)
UNNAMED = BEFORE.recommended()[0]
NAME = "wasm32-invented"
WHEEL = f"foo-1.0-py3-none-{UNNAMED.tag}.whl"


def newer(**changes: Any) -> pyemscripten.Table:
    """The facts as somebody published them later."""
    named = UNNAMED.replace(names={**UNNAMED.names, "uv": (NAME,)})
    last = BEFORE.platforms[-1].replace(version="9999_0", emscripten="99.0.0")
    release = measured_releases(TABLE)[-1].replace(
        version="9999.0.0", platform="9999_0", emscripten="99.0.0"
    )
    compiler = TABLE.emscripten[-1].replace(version="99.0.0")
    whole: dict[str, Any] = {
        "version": "9999.1.0",
        "as_of": "9999-01-01",
        "platforms": (*(named if p == UNNAMED else p for p in BEFORE.platforms), last),
        "releases": (*TABLE.releases, release.replace(python=f"{last.python}.0")),
        "emscripten": (*TABLE.emscripten, compiler),
        "uv_targets": (
            *BEFORE.uv_targets,
            Support("uv", "resolves", NAME, since="0.11.19", sources=TABLE.uv_targets[0].sources),
        ),
        "tag_orders": (*TABLE.tag_orders, TABLE.tag_orders[-1].replace(name="invented")),
        "markers": {**TABLE.markers, "platform_version": "#999"},
    }
    return TABLE.replace(**(whole | changes))


@pytest.fixture
def data(tmp_path: Path) -> str:
    """The file that ``--data`` names."""
    return written(tmp_path / "platforms.json", newer())


def written(path: Path, table: pyemscripten.Table) -> str:
    path.write_text(text(document(table)), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_names_that_uv_learnt(data: str, tmp_path: Path) -> None:
    older = written(tmp_path / "older.json", BEFORE)
    assert run("uv-args", UNNAMED.version, "--data", older).exit_code == 1
    assert f"--python-platform={NAME}" in run("uv-args", UNNAMED.version, "--data", data).stdout
    before = explain(WHEEL, on=UNNAMED.version, installer="uv", table=BEFORE)
    since = explain(WHEEL, on=UNNAMED.version, installer="uv", table=newer())
    assert (before.accepted, since.accepted) == (False, True)
    asked = ("explain", WHEEL, "--on", UNNAMED.version, "--installer", "uv")
    assert run(*asked, "--data", older).exit_code == 1
    said = run(*asked, "--data", data)
    assert said.exit_code == 0
    assert f"for {NAME} since" in said.stdout


def test_orders_of_tags(data: str) -> None:
    arguments = ("tags", UNNAMED.version, "--platforms", "--order", "invented")
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "'invented' is not an order of tags: expected 'pep783', " in refused.stderr
    last = ("tags", UNNAMED.version, "--platforms", "--order", TABLE.tag_orders[-1].name)
    assert run(*arguments, "--data", data).stdout == run(*last).stdout


def test_markers(data: str) -> None:
    test = ("markers", UNNAMED.version, "--test", "platform_version == '#999'")
    assert run(*test).stdout == "false\n"
    assert run(*test, "--data", data).stdout == "true\n"


def test_messages_and_behaviours_are_read_back(data: str) -> None:
    message = TABLE.messages[0].replace(text="something else that a tool prints")
    changed = newer(messages=(message, *TABLE.messages[1:]), behaviours={})
    Path(data).write_text(text(document(changed)), encoding="utf-8")
    table = pyemscripten.load(data)
    assert table.messages[0] == message
    assert table.behaviours == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "9999_9"), "in the data of 9999-01-01: the newest is 9999_0; nearest in"),
        (("show", "rubbish"), "expected a version such as '9999_0' or a tag such as"),
        (("show", "emscripten_99_0_0_wasm32"), "pyemscripten_9999_0_wasm32 uses that version"),
        (("tags", "1.2.3"), "in the data of 9999-01-01: the newest are "),
        (("tags", "emscripten_1_2"), "expected one such as 'pyemscripten_9999_0_wasm32'"),
        (("find", "--emscripten", "x"), "is not an Emscripten version: expected one such as '99."),
        (("explain", "foo-1-cp39-cp39-win32.whl", "--installer", "PyPI"), "'pyemscripten_9999_0_"),
    ],
)
def test_error_sentences_name_what_the_newer_data_has(
    data: str, arguments: tuple[str, ...], said: str
) -> None:
    refused = run(*arguments, "--data", data)
    assert refused.exit_code in (1, 2)
    assert said in refused.stderr
    assert "9999" not in run(*arguments).stderr.replace("9999_9", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", UNNAMED.version),
        ("show", TABLE.generic_tags()[0].tag),
        ("find", "--name", NAME),
        ("explain", WHEEL),
        ("tags", UNNAMED.version),
        ("markers", UNNAMED.version),
        ("pip-args", UNNAMED.version),
        ("uv-args", UNNAMED.version),
        ("flags", UNNAMED.version),
        ("doctor", UNNAMED.version),
    ],
    ids=lambda arguments: "-".join(arguments[:2]),
)
def test_every_json_answer_has_one_head(data: str, arguments: tuple[str, ...]) -> None:
    answer = json.loads(run(*arguments, "--json", "--data", data).stdout)
    head = dict(list(answer.items())[:3])
    assert head == {"schema_version": 1, "data_version": "9999.1.0", "as_of": "9999-01-01"}


def put(folder: Path, platform: str, module: bytes | None = None) -> str:
    name = f"foo-1.0-py3-none-{platform}.whl"
    path = folder / name
    path.write_bytes(wheel(name, {"foo.so": module or side_module()}))
    return str(path)


def test_audit_for_a_platform_that_newer_data_knows(data: str, tmp_path: Path) -> None:
    """Its symbols are not at hand, which is said; the file name, at least, is no error."""
    path = put(tmp_path, "pyemscripten_9999_0_wasm32")
    before = run("audit", path)
    assert before.exit_code == 1
    assert "names no known platform" in before.stdout
    since = run("audit", path, "--json", "--data", data)
    assert since.exit_code == 0
    answer = json.loads(since.stdout)
    assert (answer["data_version"], answer["as_of"]) == ("9999.1.0", "9999-01-01")
    (said,) = answer["wheels"]
    assert (said["claimed"], said["judged"], said["release"]) == ("9999_0", "9999_0", None)
    assert said["findings"] == []
    assert said["sentence"] == (
        "cannot be held against 9999_0, whose symbols are not known here: only the form of its "
        "modules was checked"
    )
    assert said["fits"]
    assert "9999_0" not in said["fits"]
    assert said["unknown"][0].startswith("Without the symbols of 9999_0")
    verdict = audit(path, table=newer())
    assert json.loads(json.dumps(verdict.as_json())) == said


def test_audit_finds_the_platform_of_a_generic_tag(data: str, tmp_path: Path) -> None:
    path = put(tmp_path, "emscripten_99_0_0_wasm32")
    assert "and no platform uses that" in run("audit", path).stdout
    assert "not a platform: judged as 9999_0" in run("audit", path, "--data", data).stdout


def test_audit_for_platforms_and_releases_of_newer_data(data: str, tmp_path: Path) -> None:
    path = put(tmp_path, UNNAMED.tag)
    for option, name in (("--platform", "9999_0"), ("--on", "9999.0.0")):
        assert run("audit", path, option, name).exit_code == 1
        said = run("audit", path, option, name, "--json", "--data", data)
        assert json.loads(said.stdout)["wheels"][0]["judged"] == "9999_0"


def test_audit_in_several_processes(data: str, tmp_path: Path) -> None:
    """Which get the newer data too; processes are started for wheels of 20 MB and more."""
    tag = "pyemscripten_9999_0_wasm32"
    name = f"big-1.0-py3-none-{tag}.whl"
    (tmp_path / name).write_bytes(wheel(name, {"big.so": side_module()}) + bytes(21 << 20))
    wheels = [put(tmp_path, tag), str(tmp_path / name)]
    answer = json.loads(run("audit", *wheels, "-j2", "--json", "--data", data).stdout)
    assert answer["wheels"][0]["judged"] == "9999_0"


def test_audit_with_older_data(tmp_path: Path) -> None:
    """Platforms that the package has symbols of, and the data does not know, are not named."""
    path = put(tmp_path, TABLE.platforms[0].tag)
    older = TABLE.replace(platforms=TABLE.platforms[:1])
    assert audit(path, everywhere=True).fits[1:]
    assert audit(path, everywhere=True, table=older).fits == (TABLE.platforms[0].version,)


def test_try_on_releases_of_newer_data(
    data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing published is called that: the release is looked for, and is not on npm."""
    asked = []

    def fetch(version: str, **_options: object) -> None:
        asked.append(version)
        raise ReleaseNotOnNpm(f"pyodide {version}: the registry does not have it")

    monkeypatch.setattr(trial, "fetch_pyodide", fetch)
    path = put(tmp_path, "pyemscripten_9999_0_wasm32")
    assert "say where to try it, with --on" in run("try", path).stderr
    assert run("try", path, "--data", data).exit_code == 3
    assert run("try", path, "--on", "9999.0.0").exit_code == 1
    assert run("try", path, "--on", "9999.0.0", "--data", data).exit_code == 3
    assert asked == ["9999.0.0", "9999.0.0"]
