"""`audit.audit`, as a caller meets it: one call, one object."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import pyemscripten
from pyemscripten.audit import Limits, audit
from pyemscripten.cli.group import cli
from tests.audit.assemble import wheel
from tests.audit.judging import GOOD, NAME, NEWEST, OLDEST
from tests.wasm.assemble import function, section, side_module, text, vector

FIRST = next(r for r in pyemscripten.history(NEWEST.version).releases if r.npm_integrity)
RELAXED = side_module([function("absent")]) + section(10, vector([text(b"\0\xfd\x85\x02\x0b")]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / NAME
    place.write_bytes(wheel(NAME, {"good.so": GOOD, "a.so": RELAXED}))
    return place


@pytest.mark.parametrize(
    ("options", "arguments"),
    [
        ({}, ()),
        ({"platform": OLDEST.tag}, ("--platform", OLDEST.tag)),
        ({"release": FIRST.version}, ("--on", FIRST.version)),
        ({"ignore": ["PYEM004"]}, ("--ignore", "PYEM004")),
        ({"opcodes": True}, ("--opcodes",)),
        ({"everywhere": True}, ("--everywhere",)),
        ({"limits": Limits(members=2)}, ("--limit", "members=2")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_it_is_what_the_command_says(
    path: Path, options: dict[str, Any], arguments: tuple[str, ...]
) -> None:
    said = CliRunner().invoke(cli, ["audit", str(path), "--json", *arguments]).stdout
    assert json.loads(said)["wheels"] == [audit(path, **options).as_json()]


def test_a_path_as_text_and_an_open_file_say_the_same(path: Path) -> None:
    verdict = audit(path)
    assert verdict.judged == NEWEST.version
    assert audit(str(path)) == verdict
    with path.open("rb") as file:
        assert audit(file) == verdict
    assert audit(io.BytesIO(path.read_bytes()), name=NAME) == verdict


def test_a_platform_and_a_release_are_meant_in_every_way_that_names_them(path: Path) -> None:
    for platform in (OLDEST, OLDEST.version, OLDEST.tag, OLDEST.legacy_tag):
        assert audit(path, platform=platform).judged == OLDEST.version
    for release in (FIRST, FIRST.version):
        assert audit(path, release=release).release == FIRST.version


def test_a_damaged_archive_is_a_finding(tmp_path: Path) -> None:
    place = tmp_path / NAME
    place.write_bytes(b"PK\3\4")
    verdict = audit(place)
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM014", "error", "install")
    assert verdict.wheel == NAME
    assert verdict.sentence == f"cannot be used: {finding.message}"


def test_what_cannot_be_judged_is_an_exception(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        audit(path.with_name(f"absent_{NAME}"))
    with pytest.raises(pyemscripten.InvalidName, match=r"'notes.txt' is not the name of a wheel"):
        audit(path.with_name("notes.txt"))
    with pytest.raises(pyemscripten.InvalidName, match="'' is not the name of a wheel"):
        audit(io.BytesIO(path.read_bytes()))
    with pytest.raises(ValueError, match="a platform and a release exclude each other"):
        audit(path, platform=NEWEST.tag, release=FIRST.version)
    with pytest.raises(pyemscripten.UnknownPlatform):
        audit(path, platform="1999_0")
