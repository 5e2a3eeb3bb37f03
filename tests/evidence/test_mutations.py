"""A table with one wrong value cannot pass: each checkable fact is falsified in turn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest

import pyemscripten
from pyemscripten import data
from pyemscripten._record import Record
from pyemscripten.evidence.checks import check
from pyemscripten.evidence.compare import Agreement, status
from pyemscripten.evidence.platforms import OBSERVABLE
from pyemscripten.evidence.recorded import recorded
from pyemscripten.evidence.statements import shows
from pyemscripten.installers import INSTALLERS
from pyemscripten.lookup import Table
from pyemscripten.model import Npm
from pyemscripten.verify import tools
from tests.support.rows import measured
from tests.support.tables import measured_platforms, measured_releases

TABLE = pyemscripten.builtin()
EVIDENCE = recorded()

#: Name of the fact, what it is about, and the falsified table.
Mutation = tuple[str, str, Table]

_turn = count()


def falsify(value: Any) -> Any:
    """Another value of the same kind: of a text, one digit changes, a different one each time."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        return value[:-1] if value else ("PYODIDE_ABI_VERSION",)
    if value is None:
        return "2024_0"
    digits = [i for i, char in enumerate(value) if char.isdigit()]
    if not digits:
        return f"{value}1"
    at = digits[next(_turn) % len(digits)]
    return f"{value[:at]}{(int(value[at]) + 1) % 10}{value[at + 1 :]}"


def replaced(field: str, index: int, record: Record) -> Table:
    records = list(getattr(TABLE, field))
    records[index] = record
    return TABLE.replace(**{field: tuple(records)})


MEASURED = ("version", "python", "emscripten", "platform")


def of_releases() -> Iterator[Mutation]:
    pinned = {
        build["release"]: build["sha256"]
        for seen in EVIDENCE.tools["cibuildwheel"].values()
        for build in seen["builds"]
    }
    for i, release in enumerate(TABLE.releases):
        facts = list(MEASURED) if release.npm else []
        for fact in Npm.field_names() if release.npm else ():
            lies = measured(release, **{fact: falsify(getattr(release.npm, fact))})
            yield fact, release.version, replaced("releases", i, lies)
        if release.npm and release.date_basis == "build stamp":
            facts.append("date")
        for fact in facts:
            value = falsify(getattr(release, fact))
            if fact == "date":
                value = f"20{int(release.date[2:4]) + 1}{release.date[4:]}"
            yield fact, release.version, replaced("releases", i, release.replace(**{fact: value}))
        if not release.npm:
            invented = release.replace(npm=Npm("sha512-AAAA", "", (), (), "", ""))
            yield "on npm", release.version, replaced("releases", i, invented)
        if release.version in pinned and release.cross_build:
            wrong = release.cross_build.replace(sha256=falsify(release.cross_build.sha256))
            mutated = release.replace(cross_build=wrong)
            yield "cross_build.sha256", release.version, replaced("releases", i, mutated)


def of_platforms() -> Iterator[Mutation]:
    nested = {
        "unwinding": ("model", "encoding", "evidence"),
        "longjmp": ("model",),
        "pthread": ("allowed",),
    }
    cibuildwheel, uv = EVIDENCE.tools["cibuildwheel"], EVIDENCE.tools["uv"]
    named = {
        "uv": {target for seen in uv.values() for target in seen["targets"]},
        "cibuildwheel": {b["identifier"] for seen in cibuildwheel.values() for b in seen["builds"]},
    }
    for i, platform in enumerate(TABLE.platforms):
        if platform not in measured_platforms(TABLE):
            continue  # no artifact says anything of it

        def mutated(i: int = i, platform: Any = platform, **changes: object) -> Table:
            return replaced("platforms", i, platform.replace(**changes))

        for fact in ("version", "emscripten", "python", "legacy"):
            changed = mutated(**{fact: falsify(getattr(platform, fact))})
            yield fact, platform.version, changed
        for field, facts in nested.items():
            record = getattr(platform, field)
            for fact in facts:
                wrong = record.replace(**{fact: falsify(getattr(record, fact))})
                yield f"{field}.{fact}", platform.version, mutated(**{field: wrong})
        libraries = platform.static_libraries
        for j, library in enumerate(libraries):
            if library.name in OBSERVABLE:
                for fact in ("version", "since"):
                    if getattr(library, fact):
                        wrong = library.replace(**{fact: falsify(getattr(library, fact))})
                        if fact == "since":
                            wrong = library.replace(since="")
                        changed = mutated(
                            static_libraries=(*libraries[:j], wrong, *libraries[j + 1 :])
                        )
                        yield f"static_libraries.{library.name}", platform.version, changed
                without = (*libraries[:j], *libraries[j + 1 :])
                name = f"static_libraries.{library.name}"
                yield name, platform.version, mutated(static_libraries=without)
        for tool, seen in named.items():
            if seen & set(platform.names.get(tool, ())):
                wrong = {**platform.names, tool: (falsify(platform.names[tool][0]),)}
                yield f"names.{tool}", platform.version, mutated(names=wrong)
                left = {name: value for name, value in platform.names.items() if name != tool}
                yield f"names.{tool}", platform.version, mutated(names=left)


def of_emscripten() -> Iterator[Mutation]:
    for i, entry in enumerate(TABLE.emscripten):
        facts = ["version", *(["clang", "llvm_commit", "clang_release"] if entry.clang else [])]
        for fact in facts:
            wrong = entry.replace(**{fact: falsify(getattr(entry, fact))})
            yield fact, f"Emscripten {entry.version}", replaced("emscripten", i, wrong)
        if entry.clang:
            wrong = entry.replace(clang="", llvm_commit="", clang_release="")
            yield "clang", f"Emscripten {entry.version}", replaced("emscripten", i, wrong)


def of_tools() -> Iterator[Mutation]:
    for i, statement in enumerate(TABLE.support):
        observed = EVIDENCE.tools.get(statement.tool, {})
        if not any(shows(seen, statement) for seen in observed.values()):
            observable = statement.spelling in tools.observable(statement.tool)
            assert statement.verb == "resolves" or not observable, statement
            continue
        wrong = {"": "any", "any": ""}.get(statement.since, falsify(statement.since))
        fact = f"{statement.verb} {statement.spelling}_*"
        yield fact, statement.tool, replaced("support", i, statement.replace(since=wrong))


def of_conflicts() -> Iterator[Mutation]:
    """A release more or less among those whose lock file contradicts them."""
    for i, conflict in enumerate(TABLE.conflicts):
        lock_file = any(c.source.path in data.LOCK_FILES for c in conflict.claims)
        if not lock_file:
            continue
        for j, version in enumerate(conflict.about):
            fewer = (*conflict.about[:j], *conflict.about[j + 1 :])
            yield conflict.fact, version, replaced("conflicts", i, conflict.replace(about=fewer))
        for release in TABLE.releases:
            seen = EVIDENCE.releases.get(release.version)
            named = seen and seen.parts["artifact"]["info"].get(conflict.fact)
            if named == getattr(release, conflict.fact):
                more = (*conflict.about, release.version)
                wrong = conflict.replace(about=more)
                yield conflict.fact, release.version, replaced("conflicts", i, wrong)


def of_constants() -> Iterator[tuple[str, str, str, object]]:
    """What the data holds outside its tables: name of the fact, subject, name, value."""
    for name, value in data.MARKERS.items():
        yield name, "markers", "MARKERS", {**data.MARKERS, name: f"{value}x"}
    for i, order in enumerate(data.TAG_ORDERS):
        if any(order.name == tool.order for tool in INSTALLERS.values()):
            wrong = order.replace(spellings=order.spellings[::-1])
            changed = (*data.TAG_ORDERS[:i], wrong, *data.TAG_ORDERS[i + 1 :])
            yield "order of preference", order.tool, "TAG_ORDERS", changed
    known = data.UV_TARGET_SUPPORT
    for i, statement in enumerate(known):
        wrong_since = statement.replace(since=falsify(statement.since))
        changed_support = (*known[:i], wrong_since, *known[i + 1 :])
        yield f"--python-platform {statement.spelling}", "uv", "UV_TARGET_SUPPORT", changed_support


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, set[str]]]:
    """Each falsified fact, and the facts that then do not match."""
    found = []
    for mutations in (of_releases, of_platforms, of_emscripten, of_tools, of_conflicts):
        for fact, subject, table in mutations():
            assert table != TABLE, f"{fact} of {subject} was not falsified"
            found.append((f"{fact} of {subject}", mismatches(table)))
    with pytest.MonkeyPatch.context() as patch:
        for fact, subject, name, value in of_constants():
            patch.setattr(data, name, value)
            found.append((f"{fact} of {subject}", mismatches(TABLE)))
            patch.undo()
    return found


def mismatches(table: Table) -> set[str]:
    return {c.fact for c in check(table, EVIDENCE) if c.verdict is Agreement.MISMATCH}


def test_the_table_itself_passes() -> None:
    assert status(check(TABLE, EVIDENCE)) == 0


@pytest.mark.slow
def test_each_falsified_fact_is_caught(outcomes: list[tuple[str, set[str]]]) -> None:
    assert len(outcomes) > 500
    assert [fact for fact, failing in outcomes if not failing] == []


@pytest.mark.slow
def test_each_kind_of_comparison_fails_for_some_falsified_fact(
    outcomes: list[tuple[str, set[str]]],
) -> None:
    """No comparison is for show."""
    # A release's own version is compared with the name under which npm has it, not with a fact.
    compared = {c.fact for c in check(TABLE, EVIDENCE)} - {"version"}
    assert compared - set().union(*(failing for _, failing in outcomes)) == set()


def test_a_digit_of_the_newest_row_is_caught_wherever_it_is() -> None:
    newest = measured_releases(TABLE)[-1]
    row = TABLE.releases.index(newest)
    values = {fact: getattr(newest, fact) for fact in ("version", "python", "emscripten")}
    shown = {fact: getattr(newest.npm, fact) for fact in ("integrity", "built", "micropip")}
    for fact, value in (values | shown).items():
        change = newest.replace if fact in values else partial(measured, newest)
        for at, char in enumerate(value):
            if char.isdigit():
                wrong = f"{value[:at]}{(int(char) + 1) % 10}{value[at + 1 :]}"
                table = replaced("releases", row, change(**{fact: wrong}))
                assert status(check(table, EVIDENCE)) == 1, f"{fact}: {wrong}"
