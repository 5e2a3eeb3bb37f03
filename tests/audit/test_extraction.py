"""The packaged symbol tables against the releases they were extracted from."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import pyemscripten
from pyemscripten.audit import symbols
from pyemscripten.runtime import RuntimeFailed, RuntimeProblem
from pyemscripten.verify import symbols as extraction
from tests.support.rows import measured
from tests.support.tables import later, measured_releases

NEWEST = pyemscripten.builtin().recommended()[0].version
RELEASE = symbols.symbol_table(NEWEST).release


@pytest.mark.network
@pytest.mark.node
def test_a_release_offers_what_the_package_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert extraction.main(["--check", "--only", RELEASE]) == 0
    assert f"pyodide {RELEASE}: extracting symbols" in capsys.readouterr().err


@pytest.mark.network
@pytest.mark.node
def test_a_folder_that_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(RuntimeFailed, match="the release did not start"):
        extraction.extract(tmp_path, "sha512-x")


def packaged() -> symbols.Offer:
    table = symbols.symbol_table(NEWEST)
    return symbols.Offer("sha512-x", table.suffixes, dict(table.types))


def test_every_difference_is_a_sentence() -> None:
    offer = packaged()
    types = {**offer.types, "malloc": "fv", "new": "d"}
    del types["free"]
    changed = offer._replace(types=types, suffixes=(".so",))
    assert extraction.differences({NEWEST: {RELEASE: offer}}) == []
    found = extraction.differences({NEWEST: {RELEASE: changed, "999.0.0": offer}})
    assert found[:3] == [
        f"{RELEASE}: free is absent, packaged as fvi",
        f"{RELEASE}: malloc is fv, packaged as fii",
        f"{RELEASE}: new is d, packaged as absent",
    ]
    assert "Python imports ('.so',), not" in found[3]
    assert found[4] == "999.0.0: the packaged tables lack this release"


def extracts(monkeypatch: pytest.MonkeyPatch, give: Callable[[], object]) -> None:
    """All releases take minutes; the network tests above extract a real one."""
    monkeypatch.setattr(extraction, "extract_all", lambda *_arguments: give())


def test_check_fails_on_a_difference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    offer = packaged()._replace(suffixes=(".x",))
    extracts(monkeypatch, lambda: {NEWEST: {RELEASE: offer}})
    assert extraction.main(["--check"]) == 1
    assert f"{RELEASE}: Python imports ('.x',)" in capsys.readouterr().out


def test_the_file_is_written_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(symbols, "PATH", str(tmp_path / "symbols.bin"))
    offers = {NEWEST: {RELEASE: packaged()}}
    extracts(monkeypatch, lambda: offers)
    assert extraction.main([]) == 0
    assert (tmp_path / "symbols.bin").read_bytes() == symbols.pack(offers)


def test_only_what_the_tables_lack_is_extracted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A release is another if npm has another tarball of it."""
    before = Path(symbols.PATH).read_bytes()
    monkeypatch.setattr(symbols, "PATH", str(tmp_path / "symbols.bin"))
    assert extraction.main([]) == 0
    assert (tmp_path / "symbols.bin").read_bytes() == before
    assert capsys.readouterr().err == ""
    newer, platform, release = later(pyemscripten.builtin(), final=True)
    again = measured_releases(pyemscripten.builtin())[-1]
    repacked = measured(again, integrity="sha512-y")
    table = newer.replace(releases=tuple(repacked if r is again else r for r in newer.releases))
    monkeypatch.setattr(extraction, "builtin", lambda: table)
    monkeypatch.setattr(
        extraction, "fetch_pyodide", lambda *_arguments, **_options: SimpleNamespace(path=tmp_path)
    )
    monkeypatch.setattr(extraction, "extract", lambda *_arguments: packaged())
    assert extraction.main([]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"pyodide {each.version}: extracting symbols" for each in (again, release)
    ]
    monkeypatch.setattr(symbols, "_file", None)
    monkeypatch.setattr(symbols, "_tables", {})
    assert symbols.symbol_table(platform.version).types == packaged().types


def test_what_cannot_be_had_is_no_difference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def give() -> object:
        raise RuntimeProblem("no registry")

    extracts(monkeypatch, give)
    assert extraction.main(["--check"]) == 3
    assert capsys.readouterr().err == "no registry\n"


def test_only_a_whole_file_is_written() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pyemscripten.verify.symbols", "--only", RELEASE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--only goes with --check: the file holds every release" in done.stderr
