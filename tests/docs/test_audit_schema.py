"""The schemas of the audit's reports, as the built site publishes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import pyemscripten
from pyemscripten.audit.schema import SCHEMA, TRY_SCHEMA
from pyemscripten.cli.group import cli
from tests.audit.assemble import wheel
from tests.support.site import SITE
from tests.wasm.assemble import address, side_module

NEWEST = pyemscripten.builtin().recommended()[0]


def published(name: str) -> dict[str, Any]:
    text = (SITE / "api/v1/schema" / f"{name}.json").read_bytes()
    schema: dict[str, Any] = json.loads(text)
    Draft202012Validator.check_schema(schema)
    return schema


def test_published_as_the_package_has_them() -> None:
    assert published("audit") == SCHEMA
    assert published("try") == TRY_SCHEMA


def bad_wheel(folder: Path) -> Path:
    name = f"bad-1.0-py3-none-{NEWEST.tag}.whl"
    files = {"p/__init__.py": b"", "p/library.so": side_module([address("absent")])}
    (folder / name).write_bytes(wheel(name, files))
    return folder / name


def report(*arguments: object) -> dict[str, Any]:
    result = CliRunner().invoke(cli, [*map(str, arguments), "--json"])
    assert result.exit_code == 1
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_real_report_is_valid(tmp_path: Path) -> None:
    found = report("audit", bad_wheel(tmp_path))
    validator = Draft202012Validator(published("audit"))
    validator.validate(found)
    found["wheels"][0]["findings"][0]["rule"] = "PYEM999"
    assert not validator.is_valid(found)


@pytest.mark.network
@pytest.mark.node
def test_a_real_report_of_what_the_runtime_said_is_valid(tmp_path: Path) -> None:
    path = bad_wheel(tmp_path)
    tried = report("try", path)
    Draft202012Validator(published("try")).validate(tried)
    confirmed = report("audit", path, "--confirm")
    Draft202012Validator(published("audit")).validate(confirmed)
    (trial,) = tried["trials"]
    assert {"wheel": path.name, **confirmed["wheels"][0]["trial"]} == trial
