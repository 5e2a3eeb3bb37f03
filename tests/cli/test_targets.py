"""The commands about targets and wheels, as a user meets them."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner

import pyemscripten
from pyemscripten.cli.group import cli
from pyemscripten.publish import acceptance, conformance, module
from pyemscripten.publish.json import document, text
from pyemscripten.publish.schema import acceptance_schema, conformance_schema
from pyemscripten.target import PIP_LIMITS, UV_LIMITS, Target
from tests.support.tables import later

if TYPE_CHECKING:
    from click.testing import Result

TABLE = pyemscripten.builtin()
WHEEL = "foo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, prog_name="pyemscripten")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def as_json(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["as_of"] == TABLE.as_of
    return found


def test_tags() -> None:
    target = Target.of("2026_0")
    assert run("tags", "2026_0").stdout.splitlines() == [str(tag) for tag in target.tags()]
    platforms = run("tags", "2026_0", "--platforms", "--order", "micropip").stdout.splitlines()
    assert platforms == list(target.platform_tags("micropip"))
    found = as_json("tags", "0.29.3")
    assert found["target"]["platform"] == "2025_0"
    assert found["order"] == "pep783"
    assert found["tags"][0] == "cp313-cp313-pyemscripten_2025_0_wasm32"
    assert found["platform_tags"] == list(Target.of("0.29.3").platform_tags())


def test_markers() -> None:
    lines = run("markers", "2026_5").stdout.splitlines()
    assert dict(line.split(maxsplit=1) for line in lines) == Target.of("2026_5").markers()
    assert as_json("markers", "2026_5")["markers"] == Target.of("2026_5").markers()


def test_markers_can_be_tested() -> None:
    holds = run("markers", "2026_0", "--test", "sys_platform == 'emscripten'")
    assert (holds.stdout, holds.exit_code) == ("true\n", 0)
    fails = run("markers", "2026_0", "--test", "sys_platform == 'linux'")
    assert (fails.stdout, fails.exit_code) == ("false\n", 1)
    test = as_json("markers", "2026_0", "--test", "os_name == 'nt'")["test"]
    assert test == {"marker": 'os_name == "nt"', "holds": False}
    wrong = run("markers", "2026_0", "--test", "sys_platform is emscripten")
    assert wrong.exit_code == 2
    assert "is not a marker" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_pip_arguments() -> None:
    result = run("pip-args", "2026_0", "--target", "my site")
    assert shlex.split(result.stdout) == Target.of("2026_0").pip_args("my site")
    assert result.stdout.count("\n") == 1
    assert result.stderr.splitlines() == [f"note: {limit}" for limit in PIP_LIMITS]
    assert run("pip-args", "2026_0", "-q").stderr == ""
    assert (
        "--platform=pyodide_2026_0_wasm32" in run("pip-args", "2026_0", "--order=micropip").stdout
    )
    found = as_json("pip-args", "2026_0")
    assert found["arguments"] == Target.of("2026_0").pip_args()
    assert found["limits"] == list(PIP_LIMITS)


def test_pip_arguments_of_a_private_build() -> None:
    result = run("pip-args", "emscripten_4_0_15_wasm32", "--python", "3.13.2", "-q")
    assert shlex.split(result.stdout)[:2] == [
        "--platform=emscripten_4_0_15_wasm32",
        "--python-version=3.13.2",
    ]
    refused = run("pip-args", "emscripten_4_0_15_wasm32")
    assert refused.exit_code == 1
    assert "give the version of Python" in refused.stderr


def test_uv_arguments() -> None:
    result = run("uv-args", "2025_0", "--target", "site")
    assert shlex.split(result.stdout) == Target.of("2025_0").uv_args("site")
    assert result.stderr.splitlines() == [f"note: {limit}" for limit in UV_LIMITS]
    assert as_json("uv-args", "2025_0")["limits"] == list(UV_LIMITS)
    # No platform at all, so uv will never have a name for it.
    none = run("uv-args", "0.25.1")
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr.startswith("pyemscripten: uv has no --python-platform for ")


def test_explain() -> None:
    result = run("explain", WHEEL, "--on", "0.29.3")
    assert result.exit_code == 1
    sentence, reason, command = result.stdout.splitlines()
    assert sentence == f"{WHEEL} does not install on Pyodide 0.29.3 with micropip 0.11.0."
    assert "here is 0.11.0" in reason
    assert command == f"Next: wheel tags --platform-tag=pyodide_2025_0_wasm32 {WHEEL}"
    taken = run("explain", f"dist/{WHEEL}", "--on", "0.29.5")
    assert taken.exit_code == 0
    assert taken.stdout.startswith(f"{WHEEL} installs on Pyodide 0.29.5 ")
    assert run("explain", WHEEL, "--installer", "uv==0.11.0").exit_code == 1
    # The command is for the file where it is.
    command = run("explain", f"my dist/{WHEEL}", "--installer", "PyPI").stdout.splitlines()[-1]
    assert command == f"Next: twine upload 'my dist/{WHEEL}'"


def test_explain_for_a_private_build() -> None:
    wheel = "foo-1.0-cp313-cp313-emscripten_4_0_15_wasm32.whl"
    private = ("--on", "emscripten_4_0_15_wasm32", "--python", "3.13.2")
    taken = run("explain", wheel, *private)
    assert taken.exit_code == 0
    assert taken.stdout.startswith(f"{wheel} installs on emscripten_4_0_15_wasm32 ")
    refused = run("explain", WHEEL, *private)
    assert refused.exit_code == 1
    assert "pip-args emscripten_4_0_15_wasm32 --python 3.13.2" in refused.stdout


def test_explain_as_json() -> None:
    found = as_json("explain", WHEEL)
    assert found["releases"] == ["0.29.4", "0.29.5"]
    assert (found["accepted"], found["kind"]) == (True, "platform")
    assert found["sources"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("tags", "99999_0"), 1, "the newest is"),
        (("tags", ""), 2, "expected a version such as"),
        (("tags", "nonsense"), 2, "nearest in spelling"),
        (("tags", "2026_0", "--order", "pip"), 2, "'pep783'"),
        (("tags", "2026_0", "--python", "2.7"), 2, "not a version of Python 3"),
        (("markers", "0.99.0"), 1, "the newest are"),
        (("markers", "2026_0", "--test", "sys_platform ~= 'x'"), 2, "no value for a target (Undef"),
        (("markers", "2026_0", "--test", "'a' in extras"), 2, "no value for a target ('extras')"),
        (("markers", "2026_0", "--test", "(" * 10_000), 2, "is not a marker"),
        (("explain", "foo.zip"), 2, "does not end in '.whl'"),
        (("explain", "foo-1.0-py3-none-any.whl\n"), 2, "does not end in '.whl'"),
        (("explain", "x" * 1_000_000), 2, "longer than a file name"),
        (("explain", WHEEL, "--on", "99999_0"), 1, "the newest is"),
        (("explain", WHEEL, "--on", "0.28.0a1"), 1, "was not measured"),
        (("explain", WHEEL, "--installer", "conda"), 2, "is not an installer"),
        (("explain", WHEEL, "--python", "3.13"), 2, "--python needs --on"),
        (("explain", WHEEL, "--on", "emscripten_4_0_15_wasm32"), 1, "give the version of Python"),
    ],
)
def test_wrong_input_is_one_line(arguments: tuple[str, ...], status: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr) < 600


def test_newer_data(tmp_path: Path) -> None:
    newer, platform, _ = later(TABLE, final=True)
    path = tmp_path / "platforms.json"
    path.write_text(text(document(newer)), encoding="utf-8")
    for command in ("tags", "markers", "pip-args"):
        assert run(command, platform.version).exit_code == 1
        assert run(command, platform.version, "--data", str(path)).exit_code == 0
    wheel = f"foo-1.0-py3-none-{platform.tag}.whl"
    assert run("explain", wheel, "--data", str(path)).exit_code == 0


def test_export_acceptance_and_conformance() -> None:
    found = json.loads(run("export", "acceptance").stdout)
    assert found == acceptance.document(TABLE)
    jsonschema.validate(found, acceptance_schema(), cls=jsonschema.Draft202012Validator)
    cases = json.loads(run("export", "conformance").stdout)
    assert cases == conformance.document(TABLE)
    jsonschema.validate(cases, conformance_schema(), cls=jsonschema.Draft202012Validator)


def test_export_module_and_check_a_copy(tmp_path: Path) -> None:
    made = run("export", "module").stdout
    assert made == module.text(TABLE)
    copy = tmp_path / "_pyemscripten.py"
    copy.write_text(made, encoding="utf-8")
    fine = run("export", "module", "--check", str(copy))
    assert (fine.exit_code, fine.stdout, fine.stderr) == (0, "", "")
    copy.write_text(made + "# more\n", encoding="utf-8")
    edited = run("export", "module", "--check", str(copy))
    assert (edited.exit_code, edited.stdout) == (1, "")
    assert "was edited, or is none of ours" in edited.stderr
    copy.write_text(module.text(TABLE.replace(as_of="2020-01-01")), encoding="utf-8")
    assert "was made from other data" in run("export", "module", "--check", str(copy)).stderr
    copy.write_bytes(b"\xff\xfe")
    assert run("export", "module", "--check", str(copy)).exit_code == 2
    assert run("export", "module", "--check", str(tmp_path / "none.py")).exit_code == 2
