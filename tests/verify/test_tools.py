"""What is observed of tools from PyPI: with an index on this machine, and with the real one."""

from __future__ import annotations

import hashlib
import json
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from pyemscripten.evidence.checks import check
from pyemscripten.evidence.compare import Agreement
from pyemscripten.evidence.recorded import Evidence, recorded
from pyemscripten.model import Support
from pyemscripten.runtime import RegistryUnavailable, RuntimeProblem
from pyemscripten.verify import _tags, tools
from pyemscripten.verify.gather import Gatherer, Scope
from pyemscripten.verify.observe import OBSERVERS
from pyemscripten.verify.registry import Wheel, download
from tests.support.index import Index, make_wheel
from tests.support.registry import Registry
from tests.support.runtimes import NEWEST, package

from .conftest import RELEASE, TABLE, Verify, publish, table_of

SOURCES = TABLE.support[0].sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "wheels"
    made.mkdir()
    return made


# pip -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_pip_downloads_a_version_the_newest_below_it_and_the_newest(
    index: Index, tmp_path: Path
) -> None:
    for version in ("1.0", "1.1a1", "1.1", "2.0"):
        index.add("tool", version)
    found: dict[str, str] = {}
    for requirement in ("tool==1.1", "tool<1.1", "tool<1.1a2", "tool"):
        target = tmp_path / str(len(found))
        target.mkdir()
        wheel = download(requirement, target)
        assert wheel.sha256 == hashlib.sha256(wheel.path.read_bytes()).hexdigest()
        found[requirement] = wheel.version
    assert found == {"tool==1.1": "1.1", "tool<1.1": "1.0", "tool<1.1a2": "1.1a1", "tool": "2.0"}


def test_pip_has_no_such_version(index: Index, folder: Path) -> None:
    index.add("tool", "1.0")
    with pytest.raises(RuntimeProblem, match=r"^tool==9: pip download failed: Could not find a v"):
        download("tool==9", folder)


@pytest.mark.parametrize("failing", [500, None])
def test_an_index_that_does_not_answer_or_lacks_the_project(
    index: Index, folder: Path, failing: int | None
) -> None:
    index.failing = failing
    with pytest.raises(RegistryUnavailable, match=r"^tool==1: pip found no version at all; the"):
        download("tool==1", folder)


def test_pip_refuses_bytes_with_another_hash(index: Index, folder: Path) -> None:
    index.add("tool", "1.0", announced="0" * 64)
    with pytest.raises(RuntimeProblem, match=r"^tool==1\.0: pip download failed: THESE PACKAGES"):
        download("tool==1.0", folder)


def test_no_pip(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bare" / "bin" / "python"))
    with pytest.raises(RuntimeProblem, match=r"^tool: .*python has no pip; install it there$"):
        download("tool", folder)


# Looking at one wheel --------------------------------------------------------------------------


def wheel_of(folder: Path, name: str, files: dict[str, bytes]) -> Wheel:
    file, content = make_wheel(name, "1.0", files)
    path = folder / file
    path.write_bytes(content)
    return Wheel(path, "1.0", hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"pyemscripten_2026_0", {"pyemscripten": True, "emscripten": False}),
        (b"x emscripten_", {"pyemscripten": False, "emscripten": True}),
        (b"pyodide_", {"pyemscripten": False, "emscripten": False}),
        # across the border of two blocks
        (b" " * ((1 << 20) - 4) + b"pyemscripten_ emscripten_", dict.fromkeys(
            ("pyemscripten", "emscripten"), True)),
        (b" " * ((1 << 20) - 4) + b"pyemscripten_", {"pyemscripten": True, "emscripten": False}),
    ],
)  # fmt: skip
def test_text_of_a_program(folder: Path, text: bytes, found: dict[str, bool]) -> None:
    files = {"program": text, "maturin-1.0.dist-info/notes": b"emscripten_ pyemscripten_"}
    wheel = wheel_of(folder, "maturin", files)
    assert tools.read_text("maturin", wheel)["spellings"] == found


def test_cibuildwheel(folder: Path) -> None:
    lines = b"""
[pyodide]
python_configurations = [
  { identifier = "cp1-pyodide_wasm32", version = "1.0", default_pyodide_version = "0.1.0" },
  { identifier = "cp2-pyodide_wasm32", version = "2", default_pyodide_version = "2", sha256 = "a" },
  { identifier = "cp3-android", version = "3.14" },
]
"""
    wheel = wheel_of(folder, "cibuildwheel", {"cibuildwheel/resources/build-platforms.toml": lines})
    assert tools.read_cibuildwheel(wheel)["builds"] == [
        {"identifier": "cp1-pyodide_wasm32", "python": "1.0", "release": "0.1.0", "sha256": ""},
        {"identifier": "cp2-pyodide_wasm32", "python": "2", "release": "2", "sha256": "a"},
    ]
    with pytest.raises(RuntimeProblem, match=r"has no cibuildwheel/resources/build-platforms"):
        tools.read_cibuildwheel(wheel_of(folder, "other", {}))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "has no program uv"),
        ({"uv-1.0.data/scripts/uv": b"#!/bin/sh\nexit 1\n"}, "uv 1.0 does not say its platforms"),
    ],
)
def test_a_wheel_of_uv_without_uv(folder: Path, files: dict[str, bytes], message: str) -> None:
    with pytest.raises(RuntimeProblem, match=message):
        tools.ask_uv(wheel_of(folder, "uv", files), {})


def test_a_uv_that_never_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "TIMEOUT", 0.2)
    wheel = wheel_of(folder, "uv", {"uv-1.0.data/scripts/uv": b"#!/bin/sh\nexec sleep 60\n"})
    with pytest.raises(RuntimeProblem, match=r"^uv pip compile did not finish in 0\.2 seconds$"):
        tools.ask_uv(wheel, {})


def test_a_uv_whose_platforms_are_all_unknown(folder: Path) -> None:
    script = b"#!/bin/sh\necho '[possible values: linux, wasm32-pyodide2031]' >&2\nexit 2\n"
    wheel = wheel_of(folder, "uv", {"uv-1.0.data/scripts/uv": script})
    with pytest.raises(RuntimeProblem, match=r"^uv 1\.0 knows wasm32-pyodide2031, none of which"):
        tools.ask_uv(wheel, {"wasm32-pyodide2024": "3.1.58"})


def test_a_uv_that_knows_no_such_platform(folder: Path) -> None:
    script = b"#!/bin/sh\necho 'error\n  [possible values: windows, linux]' >&2\nexit 2\n"
    said = tools.ask_uv(wheel_of(folder, "uv", {"uv-1.0.data/scripts/uv": script}), {})
    assert said["targets"] == said["order"] == []
    assert set(said["spellings"].values()) == {False}


def test_tools_answer_on_this_machine_as_they_do_in_pyodide() -> None:
    """Here none of the tags fits, except the generic one, which is this machine's own."""
    assert _tags.asked("packaging", []) == ["emscripten"]
    assert _tags.asked("pip", []) == ["emscripten"]


@pytest.mark.network
def test_micropip_answers_on_this_machine(tmp_path: Path) -> None:
    wheels = []
    for requirement in ("micropip==0.11.1", "packaging==26.2"):
        target = tmp_path / requirement.split("=", maxsplit=1)[0]
        target.mkdir()
        wheels.append(str(download(requirement, target).path))
    before = set(sys.modules), list(sys.path)
    assert _tags.asked("micropip", wheels) == ["emscripten"]
    assert "micropip" not in sys.modules
    assert list(sys.path) == before[1]


@pytest.mark.network
def test_two_versions_of_uv_as_the_table_says(folder: Path, tmp_path: Path) -> None:
    said = {}
    emscripten = {n: p.emscripten for p in TABLE.platforms for n in p.names.get("uv", ())}
    for version in ("0.7.11", "0.11.19"):
        target = tmp_path / version
        target.mkdir()
        said[version] = tools.ask_uv(download(f"uv=={version}", target), emscripten)
    assert said == {v: recorded().tools["uv"][v] for v in said}
    assert said["0.11.19"]["order"] == ["pyemscripten", "pyodide"]


# A run -------------------------------------------------------------------------------------------


Gather = Callable[..., Evidence]


@pytest.fixture
def gather(tmp_path: Path) -> Gather:
    """Gather evidence about tools in a table with one statement."""

    def run(
        tool: str, spelling: str = "pyemscripten", since: str = "1.5", **more: object
    ) -> Evidence:
        statement = Support(tool, "generates", spelling, since, sources=SOURCES)
        more.setdefault("table", table_of(RELEASE).replace(support=(statement,)))
        more.setdefault("scope", Scope(tools=frozenset({tool})))
        lines: list[str] = []
        gatherer = Gatherer(progress=lines.append, cache=tmp_path / "cache", **more)  # type: ignore[arg-type]
        return gatherer.gather()

    return run


def add_maturin(index: Index, since: str) -> None:
    for version in ("1.0", "1.4", "1.5", "1.6"):
        has = version >= since
        index.add("maturin", version, {"program": b"pyemscripten_" if has else b""})


@pytest.mark.parametrize("since", ["1.4", "1.5", "1.6"])
def test_both_sides_of_a_statement_are_looked_at(index: Index, gather: Gather, since: str) -> None:
    add_maturin(index, since)
    evidence = gather("maturin")
    seen = {v: each["spellings"]["pyemscripten"] for v, each in evidence.tools["maturin"].items()}
    assert seen == {"1.4": since == "1.4", "1.5": since in ("1.4", "1.5")}
    table = table_of(RELEASE).replace(
        support=(Support("maturin", "generates", "pyemscripten", "1.5", sources=SOURCES),)
    )
    verdicts = [c.verdict for c in check(table, evidence) if c.group == "tool"]
    assert (Agreement.MISMATCH in verdicts) == (since != "1.5")


@pytest.mark.slow
def test_what_was_looked_at_is_kept_and_the_newest_is_asked_for_again(
    index: Index, gather: Gather
) -> None:
    add_maturin(index, "1.5")
    first = gather("maturin", newest=True)
    assert list(first.tools["maturin"]) == ["1.4", "1.5", "1.6"]
    index.requests.clear()
    assert list(gather("maturin").tools["maturin"]) == ["1.4", "1.5"]
    assert gather("maturin", known=first).tools == first.tools
    assert index.requests == []
    index.add("maturin", "1.7", {"program": b"pyemscripten_"})
    second = gather("maturin", newest=True, known=first)
    assert list(second.tools["maturin"]) == ["1.4", "1.5", "1.6", "1.7"]
    assert not [path for path in index.requests if "1.4" in path or "1.5" in path]
    index.failing = 500
    assert gather("maturin", newest=True, known=first, offline=True).tools == second.tools


def test_a_wheel_that_is_damaged_inside_stays_unchecked(index: Index, gather: Gather) -> None:
    """The index announces the hash of what it has, so pip does not notice."""
    add_maturin(index, "1.5")
    (file,) = [name for name in index.files["maturin"] if "-1.5-" in name]
    damaged = index.files["maturin"][file][0].replace(b"pyemscripten_", b"pyemscripten!")
    index.files["maturin"][file] = (damaged, hashlib.sha256(damaged).hexdigest())
    evidence = gather("maturin")
    assert list(evidence.tools["maturin"]) == ["1.4"]
    assert evidence.tools_unchecked["maturin==1.5"].startswith("Bad CRC-32")


@pytest.mark.slow
def test_the_same_wheel_under_another_requirement_is_not_observed_twice(
    index: Index, gather: Gather
) -> None:
    add_maturin(index, "1.5")
    first = gather("maturin")
    index.files["maturin"].popitem()
    again = gather("maturin", newest=True)
    assert again.tools == first.tools


def test_a_statement_that_cannot_be_compared_with_a_version_is_no_match(
    index: Index, gather: Gather
) -> None:
    add_maturin(index, "1.0")
    evidence = gather("maturin")
    statement = Support("maturin", "generates", "pyemscripten", "some day", sources=SOURCES)
    found = check(table_of(RELEASE).replace(support=(statement,)), evidence)
    verdicts = {c.verdict for c in found if c.group == "tool"}
    assert verdicts == {Agreement.MISMATCH}


@pytest.mark.slow
def test_from_the_command_line(index: Index, verify: Verify, registry: Registry) -> None:
    for since, status in (("1.5", 0), ("1.4", 1)):
        add_maturin(index, "1.5")
        statement = Support("maturin", "generates", "pyemscripten", since, sources=SOURCES)
        table = table_of(RELEASE).replace(support=(statement,))
        known = {f"maturin=={v}" for v in recorded().tools["maturin"]}
        result = verify(table, "--only", "maturin", "--json")
        checks = json.loads(result.stdout)["checks"]
        # The versions that the recorded result names are not on this index.
        unchecked = {c["subject"] for c in checks if c["verdict"] == "could not check"}
        assert unchecked == known
        wrong = [c for c in checks if c["verdict"] == "mismatch"]
        assert (result.exit_code, len(wrong)) == ((1, 1) if status else (3, 0))
    assert registry.requests == []


def test_what_cannot_be_looked_at_is_listed(index: Index, gather: Gather) -> None:
    index.add("maturin", "1.4")
    evidence = gather("maturin")
    assert list(evidence.tools["maturin"]) == ["1.4"]
    assert list(evidence.tools_unchecked) == ["maturin==1.5"]
    offline = gather("maturin", since="9.9", offline=True)
    assert offline.tools == {}
    assert offline.tools_unchecked["maturin==9.9"] == (
        "maturin==9.9 was not looked at yet; run once without offline"
    )


@pytest.mark.parametrize("since", ["", "any", "some day"])
def test_a_statement_without_a_version_has_no_sides(
    index: Index, gather: Gather, since: str
) -> None:
    assert gather("maturin", since=since) == Evidence()


def test_sources_name_versions_too(index: Index, gather: Gather) -> None:
    """The table names a version of cibuildwheel that was read: it is read again."""
    named = RELEASE.cross_build.source.revision if RELEASE.cross_build else ""
    index.add("cibuildwheel", named, {"cibuildwheel/resources/build-platforms.toml": b""})
    evidence = gather("cibuildwheel", spelling="pyodide", since="1.0")
    assert evidence.tools["cibuildwheel"][named]["builds"] == []


def test_a_release_that_does_not_start_answers_for_no_tool(
    registry: Registry, index: Index, gather: Gather
) -> None:
    row = publish(registry)
    for version in ("1.4", "1.5"):
        index.add("packaging", version)
    table = table_of(row).replace(
        support=(Support("packaging", "generates", "pyemscripten", "1.5", sources=SOURCES),)
    )
    # The newest is one of the two, and is asked once.
    evidence = gather("packaging", table=table, newest=True)
    assert evidence.tools == {}
    assert sorted(evidence.tools_unchecked) == ["packaging<1.5", "packaging==1.5"]
    assert (
        f"packaging 1.4 in pyodide {row.version}: load-failed: "
        in (evidence.tools_unchecked["packaging<1.5"])
    )
    registry.failing = 500
    offline = gather("packaging", table=table, offline=True)
    assert "was not looked at yet" in offline.tools_unchecked["packaging<1.5"]


def test_a_release_that_cannot_be_fetched_answers_for_no_tool(
    registry: Registry, index: Index, gather: Gather
) -> None:
    registry.failing = 500
    for version in ("0.9", "1.5"):
        index.add("micropip", version)
    table = table_of(RELEASE).replace(
        support=(Support("micropip", "installs", "pyemscripten", "1.5", sources=SOURCES),)
    )
    evidence = gather("micropip", table=table, scope=Scope(tools=frozenset({"micropip", "pip"})))
    assert all(
        f"pyodide {RELEASE.version}: the registry does not answer" in reason
        for reason in evidence.tools_unchecked.values()
    )
    index.add("packaging", "1.0")
    again = gather("micropip", table=table)
    assert again.tools_unchecked.keys() == evidence.tools_unchecked.keys()


@pytest.mark.network
def test_a_release_is_observed_as_recorded() -> None:
    """Not from the cache: the tarball is read, and the interpreter started, now."""
    release = package(NEWEST)
    observed = {part: observe(release) for part, observe in OBSERVERS.items()}
    assert observed == recorded().releases[NEWEST].parts


@pytest.mark.network
def test_tools_that_run_in_pyodide_each_where_it_runs(tmp_path: Path) -> None:
    """Old versions do not run in new releases: the newest release that takes them is asked."""
    support = tuple(s for s in TABLE.support if s.tool in ("micropip", "packaging"))
    gatherer = Gatherer(
        TABLE.replace(support=support),
        progress=lambda line: None,
        scope=Scope(tools=frozenset({"micropip", "packaging"})),
    )
    # Downloads of releases are shared, what was observed before is not.
    gatherer.store.folder = tmp_path / "verify"
    gatherer.store.cache = tmp_path
    evidence = gatherer.gather()
    assert evidence.tools_unchecked == {}
    kept = recorded().tools
    for tool, versions in evidence.tools.items():
        assert versions == {version: kept[tool][version] for version in versions}
    assert len({each["how"] for each in evidence.tools["micropip"].values()}) == 2
    gatherer.store.folder.rename(tmp_path / "other")
    only = Scope(tools=frozenset({"micropip"}))
    micropip = Gatherer(gatherer.table, gatherer.progress, scope=only)
    micropip.store = gatherer.store
    assert micropip.gather().tools["micropip"] == evidence.tools["micropip"]
