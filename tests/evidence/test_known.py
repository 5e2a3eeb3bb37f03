"""How each fact is known, and which may not be published."""

from __future__ import annotations

import re

import pyemscripten
from pyemscripten.evidence import known
from tests.support.rows import measured
from tests.support.tables import measured_releases

TABLE = pyemscripten.builtin()


def test_how_facts_are_known() -> None:
    platform = TABLE.platform("2025_0")
    how = known.known(TABLE, platform)
    assert set(how) == set(platform.sources)
    assert how["rust"].documented
    assert how["rust"].releases == ()
    assert how["emscripten"].releases[-1] == TABLE.history(platform).last.version
    assert "alphas-2025-0-emscripten" in how["emscripten"].conflicts
    assert re.fullmatch(
        r"documented, agrees with 1 file, measured in \d+ releases, sources in conflict",
        how["emscripten"].text,
    )
    assert how["names"].text.startswith("in source code, agrees with 1 file, seen in uv ")
    assert how["flags"].files[0].startswith("pyodide/pyodide Makefile.envs at ")
    assert how["notes"].text == "documented only"
    assert how["python"].tools[0].startswith("cibuildwheel ")


def test_known_in_words() -> None:
    assert known.Known(False, False, ("1",), (), ()).text == "measured in 1 release"
    assert known.Known(False, True, ("1",), (), ()).text == "in source code, measured in 1 release"
    assert known.Known(True, True, (), (), ()).text == "documented only"
    assert known.Known(False, True, (), (), ()).text == "in source code only"
    assert known.Known(True, True, (), (), (), ("1", "2")).text == "documented, agrees with 2 files"


def test_a_fact_that_an_artifact_refutes_is_named_in_a_sentence() -> None:
    newest = measured_releases(TABLE)[-1]
    real = newest.micropip
    wrong = tuple(measured(r, micropip="9.9") if r is newest else r for r in TABLE.releases)
    (sentence,) = known.refuted(TABLE.replace(releases=wrong))
    assert f"{newest.version}, micropip: the table says 9.9, the artifact {real} (" in sentence
    assert f"(npm pyodide {newest.version}: " in sentence
    inconsistent = TABLE.replace(as_of="soon")
    assert any(s.startswith("the table: AS_OF: 'soon'") for s in known.refuted(inconsistent))


def test_a_row_that_was_never_verified_may_not_be_published() -> None:
    new = measured_releases(TABLE)[-1].replace(version="99999.0.0")
    found = list(known.refuted(TABLE.replace(releases=(*TABLE.releases, new))))
    assert any("99999.0.0 is on npm and was never verified" in sentence for sentence in found)
