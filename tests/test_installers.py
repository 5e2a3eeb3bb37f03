"""The tools: what each is said to take, and that all places read one record of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import pyemscripten
from pyemscripten import InvalidName, Target, UnknownRelease, UnsupportedTarget, explain
from pyemscripten.cli.group import cli
from pyemscripten.consistency import _sources
from pyemscripten.data import PLATFORM, PYODIDE_ABI
from pyemscripten.installers import (
    BUNDLED,
    HOST,
    INDEX,
    INSTALLERS,
    RUNTIME,
    Cell,
    Installer,
    Question,
    cells,
    download,
    host_cells,
    index_cells,
    matrix,
    quoted,
    release_cells,
)
from pyemscripten.lookup import Table
from pyemscripten.model import Source, Support
from pyemscripten.publish import acceptance
from pyemscripten.publish.schema import acceptance_schema
from pyemscripten.sphinxext.acceptance import views
from pyemscripten.wheel_names import SPELLINGS
from tests.support.sphinx_project import build, doctree, tables, write_data
from tests.support.tables import unnamed
from tests.support.wheels import tiny_wheel

TABLE = pyemscripten.builtin()
CELLS = matrix()


def test_every_cell_has_a_sentence_and_sources() -> None:
    assert len(CELLS) > 200
    for cell in CELLS:
        where = f"{cell.place} {cell.installer} {cell.spelling}"
        assert list(_sources(where, cell.sources)) == []
        assert cell.why.endswith(".")
        assert cell.tag.startswith(f"{cell.spelling}_")
        # Only what was measured is in the table, so every cell is decided.
        assert cell.accepted in (True, False), where


def test_the_table_covers_every_measured_release_every_platform_and_the_index() -> None:
    places = {cell.place for cell in CELLS}
    measured = {r.version for r in TABLE.releases if r.config_variables is not None}
    assert places == {*measured, *(p.version for p in TABLE.platforms), ""}


def answers(cells: tuple[Cell, ...], installer: str) -> dict[str, bool | None]:
    return {c.spelling: c.accepted for c in cells if c.installer.partition(" ")[0] == installer}


@pytest.mark.parametrize("release", TABLE.releases, ids=lambda release: str(release.version))
def test_runtimes(release: pyemscripten.PyodideRelease) -> None:
    cells = release_cells(release)
    if release.config_variables is None:
        # Whatever the release sets and bundles, packaging never gives the legacy spelling.
        known = {(c.installer, c.spelling): c.accepted for c in cells if c.accepted is not None}
        assert known == ({("packaging", "pyodide"): False} if release.platform else {})
        return
    bundled, upstream = answers(cells, "micropip"), answers(cells, "packaging")
    assert bundled["emscripten"] is upstream["emscripten"] is True
    if release.platform is None:
        assert bundled.keys() == {"emscripten"}
        return
    # The lock file says what Pyodide itself gave to its micropip: it has to be taken.
    for tag in release.wheel_tags or ():
        assert bundled[tag.partition("_")[0]] is True
    assert upstream["pyodide"] is False
    assert upstream["pyemscripten"] is (PLATFORM in release.config_variables)
    assert PYODIDE_ABI in release.config_variables


def test_hosts_and_index() -> None:
    for platform in TABLE.platforms:
        cells = host_cells(platform)
        assert set(answers(cells, "pip").values()) == {True}
        has_name = bool(platform.names.get("uv"))
        expected = {"pyemscripten": has_name, "pyodide": has_name, "emscripten": False}
        assert answers(cells, "uv") == expected
        for tool in ("poetry", "pdm"):
            assert set(answers(cells, tool).values()) == {False}
    index = {"pyemscripten": True, "pyodide": False, "emscripten": False}
    assert answers(index_cells(), "PyPI") == index


def test_a_draft_of_2024_is_accepted_by_the_index_and_by_no_bundled_installer() -> None:
    """Accepted is not installable: the trap that the facts warn of."""
    on_2024 = [c for r in TABLE.releases if r.platform == "2024_0" for c in release_cells(r)]
    assert not any(c.accepted for c in on_2024 if c.spelling == "pyemscripten")


def test_installers_all_have_statements() -> None:
    for tool, installer in INSTALLERS.items():
        asked = (tool, installer.verb)
        spellings = {s.spelling for s in TABLE.support if (s.tool, s.verb) == asked}
        assert spellings == {"pyemscripten", "pyodide", "emscripten"}


# Adding one -------------------------------------------------------------------------------------

SOURCE = Source("artifact", "PyPI newtool", "run", "1.2", read="2026-11-25")
#: What the data says of an invented tool: one spelling since a version, two never.
SINCE = {"pyemscripten": "1.2", "pyodide": "", "emscripten": ""}
SAID = tuple(
    Support("newtool", "resolves", spelling, since, sources=(SOURCE,))
    for spelling, since in SINCE.items()
)
KNOWING = TABLE.replace(support=(*TABLE.support, *SAID))
NEW = "foo-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
LEGACY = "foo-1.0-cp314-cp314-pyodide_2026_0_wasm32.whl"


def record(name: str = "newtool", place: str = HOST, verb: str = "resolves") -> Installer:
    """A record as a contributor would write it, with the rule for whatever has no other."""
    return Installer(
        name,
        place,
        verb,
        INSTALLERS["poetry"].takes,
        install=lambda wanted: f"{name} get {quoted(wanted.requirement)}",
        respell=download,
        about="for nobody",
    )


@pytest.fixture
def newtool(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool that one record adds."""
    monkeypatch.setitem(INSTALLERS, "newtool", record())


@pytest.mark.usefixtures("newtool")
def test_a_record_and_statements_are_enough_for_an_answer() -> None:
    taken = explain(NEW, "2026_0", "newtool", KNOWING)
    assert taken.accepted
    assert taken.sentence.endswith("with newtool on another system.")
    assert taken.reason.endswith("newtool takes pyemscripten_* since 1.2.")
    assert taken.command == "newtool get foo==1.0"
    assert taken.sources == (SOURCE,)
    assert explain(NEW, "2026_0", "newtool==1.2", KNOWING).accepted
    refused = explain(LEGACY, "2026_0", "newtool", KNOWING)
    assert (refused.accepted, refused.kind) == (False, "spelling")
    assert refused.reason.endswith("No version of newtool takes pyodide_* tags.")
    assert refused.command.startswith("pip download ")
    old = explain(NEW, "2026_0", "newtool==1.1", KNOWING)
    assert (old.accepted, old.kind) == (False, "no-target")
    ended = KNOWING.replace(support=(*TABLE.support, *(s.replace(until="1.3") for s in SAID)))
    assert not explain(NEW, "2026_0", "newtool", ended).accepted
    assert explain(NEW, "2026_0", "newtool==1.3", ended).reason.endswith(" since 1.2 to 1.3.")


@pytest.mark.usefixtures("newtool")
def test_a_record_and_statements_are_enough_for_the_tables(tmp_path: Path) -> None:
    mine = [cell for cell in matrix(KNOWING) if cell.installer == "newtool"]
    assert [cell.place for cell in mine[::3]] == [platform.version for platform in TABLE.platforms]
    assert all(cell.accepted is bool(SINCE[cell.spelling]) for cell in mine)
    published = acceptance.document(KNOWING)
    assert [c for c in published["cells"] if c["installer"] == "newtool"]
    jsonschema.validate(published, acceptance_schema(), cls=jsonschema.Draft202012Validator)
    write_data(tmp_path / "newer.json", KNOWING)
    pages = {"index.rst": "Title\n=====\n\n.. pyemscripten-acceptance:: hosts\n"}
    built = build(tmp_path, pages, pyemscripten_data=str(tmp_path / "newer.json"))
    [[_, *rows]] = tables(doctree(built))
    shown = [row for row in rows if row[1] == "newtool"]
    assert [row[0] for row in shown] == [platform.tag for platform in TABLE.platforms]
    assert {tuple(row[2:5]) for row in shown} == {("yes", "no", "no")}


@pytest.mark.usefixtures("newtool")
def test_a_record_is_enough_for_help_and_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if it had been there when the command was first used.
    monkeypatch.delitem(sys.modules, "pyemscripten.cli.explain", raising=False)
    shown = CliRunner().invoke(cli, ["explain", "--help"], terminal_width=1000).output
    assert "newtool: for nobody" in shown
    with pytest.raises(InvalidName, match=r"expected .* or newtool, with a version"):
        explain(NEW, installer="conda")


@pytest.mark.usefixtures("newtool")
def test_a_tool_of_which_the_data_says_nothing_is_in_no_table_and_has_no_answer() -> None:
    assert matrix(TABLE) == CELLS
    assert "newtool" not in {row.installer for row in acceptance.host_lines(TABLE)}
    with pytest.raises(InvalidName, match="no source on what newtool takes; name another"):
        explain(NEW, "2026_0", "newtool")


def test_tools_in_the_runtime_and_indexes_are_added_in_the_same_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(INSTALLERS, "inside", record("inside", RUNTIME, "installs"))
    monkeypatch.setitem(INSTALLERS, "mirror", record("mirror", INDEX, "uploads"))
    assert acceptance.runtime_lines(TABLE, "inside") == []
    assert len(acceptance.index_lines(TABLE)) == 1
    said = [s.replace(tool="inside", verb="installs") for s in SAID]
    said += [s.replace(tool="mirror", verb="uploads", since="any") for s in SAID]
    table = TABLE.replace(support=(*TABLE.support, *said))
    assert views()["inside"][0] == ("Pyodide",)
    assert {row.installer for row in acceptance.runtime_lines(table, "inside")} == {"inside"}
    assert [row.installer for row in acceptance.index_lines(table)] == ["PyPI", "mirror"]
    taken = explain(LEGACY, installer="mirror", table=table)
    assert (taken.accepted, taken.kind) == (True, "upload")
    assert taken.sentence == f"mirror accepts {LEGACY}."
    assert "mirror takes pyodide_* in every version." in taken.reason


PLACES = [(RUNTIME, "installs"), (HOST, "resolves"), (INDEX, "uploads")]


@given(
    tool=st.sampled_from([*INSTALLERS, "newtool"]),
    place=st.sampled_from(PLACES),
    rule=st.sampled_from([installer.takes for installer in INSTALLERS.values()]),
    spelling=st.sampled_from(SPELLINGS),
    version=st.sampled_from(["", "0", "1.0", "26.1", "99999"]),
    where=st.sampled_from(["2024_0", "2025_0", "2026_0", "0.29.5", "0.27.8", "0.28.0a1"]),
    silent=st.booleans(),
)
def test_what_no_version_takes_and_what_nobody_says_is_never_accepted(
    tool: str,
    place: tuple[str, str],
    rule: Callable[[Question], Any],
    spelling: str,
    version: str,
    where: str,
    silent: bool,
) -> None:
    own = record(tool, *place).replace(takes=rule)
    installer = INSTALLERS.get(tool, own)
    asked = (tool, installer.verb, spelling)
    others = [s for s in TABLE.support if (s.tool, s.verb, s.spelling) != asked]
    others += [s.replace(verb=installer.verb) for s in SAID if tool == "newtool"]
    others = [s for s in others if (s.tool, s.verb, s.spelling) != asked]
    empty = () if silent else (Support(*asked, since="", sources=(SOURCE,)),)
    table = TABLE.replace(support=(*others, *empty))
    target = Target.of(where)
    wheel = f"foo-1.0-py3-none-{target.tag(spelling)}.whl"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(INSTALLERS, tool, installer)
        found = {cell.spelling: cell for cell in cells(installer, target, version, table)}
        assert found[spelling].accepted is (None if silent else False)
        named = f"{tool}=={version}" if version and installer.place != INDEX else tool
        try:
            answer = explain(wheel, target, named, table)
        except InvalidName:
            assert silent
            return
        except UnknownRelease:
            # An index asks every runtime, so also one that nobody measured.
            assert where == "0.28.0a1" or installer.place == INDEX
            return
        assert not answer.accepted
        assert not silent
        assert " accepts " not in f" {answer.sentence} {answer.reason} "


def test_where_nothing_is_taken_no_spelling_helps() -> None:
    def taking_nothing(tool: str) -> Table:
        said = (s.replace(since="") if s.tool == tool else s for s in TABLE.support)
        return TABLE.replace(support=tuple(said))

    for tool in ("micropip", "packaging"):
        found = explain(NEW, "2026_0", tool, taking_nothing(tool))
        assert (found.accepted, found.kind) == (False, "spelling")
        assert found.command.startswith("pip download ")
    for wheel in (NEW, LEGACY):
        refused = explain(wheel, installer="PyPI", table=taking_nothing("PyPI"))
        assert refused.sentence == f"PyPI refuses {wheel}."
        assert refused.command.startswith("cibuildwheel ")


def stating(tool: str, verb: str, spelling: str, **changes: str) -> Table:
    """A table in which one statement says something else."""
    asked = (tool, verb, spelling)
    said = (
        s.replace(**changes) if (s.tool, s.verb, s.spelling) == asked else s for s in TABLE.support
    )
    return TABLE.replace(support=tuple(said))


@pytest.mark.parametrize(
    "limit", [{"since": "2.0", "until": "3.0"}, {"since": "any", "until": "3.0"}]
)
@pytest.mark.parametrize("version", ["", "1.0", "2.0", "3.0", "3.1"])
@pytest.mark.parametrize(("tool", "verb"), [(i.name, i.verb) for i in INSTALLERS.values()])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_version_takes_what_its_statement_denies(
    tool: str, verb: str, spelling: str, version: str, limit: dict[str, str]
) -> None:
    table = stating(tool, verb, spelling, **limit)
    for where in ("2024_0", "0.29.5", "0.29.3"):
        found = cells(INSTALLERS[tool], Target.of(where), version, table)
        [cell] = [cell for cell in found if cell.spelling == spelling]
        if table.does(tool, verb, spelling, version):
            assert cell.accepted is not None
        elif (tool, spelling, version) == ("micropip", "pyodide", "1.0"):
            # The one exception: it asks what the distribution patched, before its own since.
            assert "reads the packaging of Pyodide" in cell.why
        else:
            assert cell.accepted is False
            words = "since 2.0 to 3.0" if limit["since"] == "2.0" else "up to 3.0"
            assert words in cell.why or cell.why.startswith(("PyPI refuses", "uv has no"))


def test_what_a_tool_once_took_is_not_what_it_takes_before_it_learnt_it() -> None:
    """Only a micropip that is too old asks the packaging of the distribution."""
    legacy = "foo-1.0-cp313-cp313-pyodide_2025_0_wasm32.whl"
    ended = stating("micropip", "installs", "pyodide", until="0.11.0")
    assert explain(legacy, "0.29.3", "micropip==0.11.0", ended).accepted
    assert explain(legacy, "0.29.3", "micropip==0.7.1", ended).accepted
    refused = explain(legacy, "0.29.3", "micropip==0.11.1", ended)
    assert not refused.accepted
    assert refused.reason.endswith(" since 0.7.2 to 0.11.0; here is 0.11.1.")


def test_a_tag_installs_from_an_index_where_the_bundled_installer_takes_it() -> None:
    for release in TABLE.releases:
        if release.platform is None:
            continue
        found = answers(release_cells(release), BUNDLED.name)
        assert TABLE.installs_from_index(release) is bool(found["pyemscripten"]), release.version
    taking_nothing = stating(BUNDLED.name, BUNDLED.verb, "pyemscripten", since="")
    assert taking_nothing.recommended() == ()


def test_a_tool_that_forgot_a_target_does_not_take_it() -> None:
    ended = TABLE.replace(uv_targets=tuple(s.replace(until="0.12.0") for s in TABLE.uv_targets))
    wheel = "foo-1.0-py3-none-pyemscripten_2025_0_wasm32.whl"
    assert explain(wheel, "2025_0", "uv==0.12.0", ended).accepted
    refused = explain(wheel, "2025_0", "uv==0.12.1", ended)
    assert not refused.accepted
    assert refused.reason.endswith("for wasm32-pyodide2025 since 0.11.19 to 0.12.0.")


NEVER = tuple(statement.replace(since="") for statement in TABLE.uv_targets)


@pytest.mark.parametrize("rows", [(), NEVER], ids=["no row", "no version"])
def test_a_target_that_uv_never_names_is_never_taken_and_has_no_arguments(
    rows: tuple[Support, ...],
) -> None:
    table = TABLE.replace(uv_targets=rows)
    where = Target.of("2025_0", table=table)
    found = cells(INSTALLERS["uv"], where, "", table)
    assert {cell.accepted for cell in found} == {False}
    assert "uv has no --python-platform for 2025_0." in {cell.why for cell in found}
    with pytest.raises(UnsupportedTarget, match="uv has no --python-platform"):
        where.uv_args()


def test_every_tool_in_the_runtime_has_a_table_on_the_page() -> None:
    page = (Path(__file__).parents[1] / "docs" / "accepts.md").read_text(encoding="utf-8")
    for view in views():
        assert f"{{pyemscripten-acceptance}} {view}\n" in page


@pytest.mark.parametrize("tool", ["uv", "poetry", "pdm"])
def test_the_next_command_works_where_a_tool_cannot_be_told_of_the_target(
    tool: str, tmp_path: Path
) -> None:
    command = explain(NEW, "2026_0", tool, unnamed(TABLE, "2026_0")).command
    offered = tmp_path / "offered"
    offered.mkdir()
    tiny_wheel(offered, NEW)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(offered)}
    subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, **settings},
        check=True,
    )
    assert (tmp_path / NEW).exists()
