"""The directives and the role that the site's guides are made of."""

from __future__ import annotations

from pathlib import Path

import pyemscripten
from pyemscripten.sphinxext.edition import Edition
from pyemscripten.sphinxext.upgrade import upgrade
from pyemscripten.tools import BEHAVIOURS, DEMONSTRATIONS, MESSAGES
from tests.support.sphinx_project import build, doctree, tables

TABLE = pyemscripten.builtin()
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"][-1]


def show(folder: Path, text: str) -> tuple[str, str]:
    """The text of a page of a project, and the warnings."""
    built = build(folder, {"index.rst": f"Title\n=====\n\n{text}\n"})
    return doctree(built).astext(), built.warnings


def test_an_example_is_filled_in(tmp_path: Path) -> None:
    said, warnings = show(
        tmp_path,
        ".. pyemscripten-example:: console\n   :run: empty\n   :file: steps.txt\n\n"
        "   $ emsdk install |final.emscripten|\n   |final.wheel|\n",
    )
    assert warnings == ""
    assert "steps.txt" in said
    assert f"$ emsdk install {FINAL.emscripten}" in said
    python = f"cp{FINAL.python.replace('.', '')}"
    assert f"demo-1.0-{python}-{python}-{FINAL.tag}.whl" in said
    assert "Not executed" not in said


def test_an_example_says_why_it_does_not_run(tmp_path: Path) -> None:
    said, warnings = show(
        tmp_path,
        ".. pyemscripten-example:: c\n   :not-executed: it needs a compiler\n\n   int x;\n",
    )
    assert warnings == ""
    assert "Not executed by our tests: it needs a compiler." in said


def test_an_example_runs_or_does_not(tmp_path: Path) -> None:
    _, warnings = show(tmp_path, ".. pyemscripten-example:: c\n\n   int x;\n")
    assert "an example has either :run: or :not-executed:" in warnings


def test_a_fact_that_does_not_exist(tmp_path: Path) -> None:
    _, warnings = show(
        tmp_path, ".. pyemscripten-example:: c\n   :run: empty\n\n   |final.emscriptem|\n"
    )
    assert "nearest is 'emscripten'" in warnings


def test_messages(tmp_path: Path) -> None:
    for message in MESSAGES[:2] + MESSAGES[-1:]:
        said, warnings = show(
            tmp_path / message.identifier, f".. pyemscripten-message:: {message.identifier}\n"
        )
        assert warnings == ""
        assert f"Printed by {message.tool} {message.seen}." in said
    said, warnings = show(tmp_path, ".. pyemscripten-messages:: errors\n")
    assert warnings == ""
    assert all(message.text in said for message in MESSAGES)
    said, _ = show(tmp_path, ".. pyemscripten-messages:: errors\n   :tool: uv\n")
    assert sum(message.text in said for message in MESSAGES) == 2


def test_messages_that_do_not_exist(tmp_path: Path) -> None:
    _, warnings = show(tmp_path, ".. pyemscripten-message:: bad-export\n")
    assert "nearest is 'bad-export-type'" in warnings
    _, warnings = show(tmp_path, ".. pyemscripten-messages:: errors\n   :tool: pib\n")
    assert "unknown tool 'pib'" in warnings


def test_what_tools_do(tmp_path: Path) -> None:
    for name, found in BEHAVIOURS.items():
        assert found.sources, name
        assert found.says.count("`") % 2 == 0
    said, warnings = show(tmp_path, "So :pyemscripten-tool:`cibuildwheel-platform`.")
    assert warnings == ""
    assert "cibuildwheel 4.3 builds for Pyodide with --platform pyodide" in said
    _, warnings = show(tmp_path, ":pyemscripten-tool:`cibuildwheel`")
    assert "unknown behaviour 'cibuildwheel'" in warnings


def test_checklist(tmp_path: Path) -> None:
    said, warnings = show(
        tmp_path, "\n".join(f".. pyemscripten-checklist:: {p.version}\n" for p in TABLE.platforms)
    )
    assert warnings == ""
    for platform in TABLE.platforms:
        assert f"Built with Emscripten {platform.emscripten}, this version exactly." in said
        assert f"is '{platform.version}'." in said
        for library in platform.static_libraries:
            assert f"{library.name} {library.version}".strip() in said


def test_demonstrations(tmp_path: Path) -> None:
    texts = {message.identifier: message.text for message in MESSAGES}
    shown = [(found, version) for found in DEMONSTRATIONS.values() for version in found.says]
    said, warnings = show(
        tmp_path,
        "\n".join(f".. pyemscripten-demonstration:: {d.name} {version}\n" for d, version in shown),
    )
    assert warnings == ""
    for found, version in shown:
        assert found.code in said
        assert texts[found.says[version]] in said
    calls = sum(found.when == "call" for found, _ in shown)
    assert said.count("when the function is called") == calls
    assert said.count("when it is loaded") == len(shown) - calls
    _, warnings = show(tmp_path, ".. pyemscripten-demonstration:: call 2026_5\n")
    assert "unknown platform '2026_5'" in warnings


def test_spellings_and_variables(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        {
            "index.rst": "Title\n=====\n\n"
            ".. pyemscripten-spellings::\n\n.. pyemscripten-variables::\n"
        },
    )
    assert built.warnings == ""
    spellings, variables = tables(doctree(built))
    assert [row[0] for row in spellings[1:]] == ["emscripten_*", "pyodide_*", "pyemscripten_*"]
    assert [row[1] for row in spellings[2:]] == ["0.26.0", "0.29.4"]
    named = {name for release in TABLE.releases for name in release.config_variables or ()}
    assert {name for row in variables[1:] for name in row[1].split(", ")} == named


def test_from_which_release_a_tag_installs(tmp_path: Path) -> None:
    said, warnings = show(tmp_path, ".. pyemscripten-installable::\n")
    assert warnings == ""
    oldest, older, *_ = TABLE.platforms
    assert f"{oldest.tag} is legal on PyPI" in said
    assert f"{older.tag} installs from PyPI with Pyodide 0.29.4 and later." in said


def test_what_changes_for_those_who_built_for_the_platform_before(tmp_path: Path) -> None:
    said, warnings = show(
        tmp_path,
        "\n".join(
            f".. pyemscripten-platform:: {p.version}\n   :facts: upgrade\n   :no-summary:\n"
            for p in TABLE.platforms
        ),
    )
    assert warnings == ""
    versions = [platform.version for platform in TABLE.platforms]
    parts = dict(zip(versions, said.split("What changes for you")[1:], strict=True))
    first, second, third, fourth = (parts[v] for v in ("2024_0", "2025_0", "2026_0", "2026_5"))
    assert "It is the first platform" in first
    assert "Drop from what you link with: -sWASM_BIGINT" in second
    assert "Exceptions: WebAssembly instead of JavaScript" in second
    assert "RPATH: " in second
    assert "sqlite3" in third
    assert "RPATH: " not in third
    newest = {
        library.name: library.version for library in TABLE.platform("2026_5").static_libraries
    }
    assert f"zlib in the main module: {newest['zlib']} instead of " in fourth
    assert "Drop from RUSTFLAGS: -Clink-arg" in fourth


def test_a_library_that_is_gone(tmp_path: Path) -> None:
    """No platform has lost one yet; the page says it when one does."""
    *before, last = TABLE.platforms
    fewer = last.replace(
        static_libraries=tuple(lib for lib in last.static_libraries if lib.name != "liblz4")
    )
    (line,) = [
        item.astext()
        for item in upgrade(Edition(TABLE.replace(platforms=(*before, fewer))), fewer)[1].children
        if "No longer" in item.astext()
    ]
    assert line == "No longer in the main module: liblz4."
