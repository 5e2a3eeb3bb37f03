"""Newer data changes every answer and every error sentence, not only the look-ups."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import pyemscripten
from pyemscripten import explain
from pyemscripten.cli.group import cli
from pyemscripten.model import Support
from pyemscripten.publish.json import document, text
from tests.support.tables import measured_releases, unnamed

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
