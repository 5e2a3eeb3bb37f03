"""No fact without a guard: a table with one wrong value does not pass."""

from __future__ import annotations

import pytest

import pyemscripten
from pyemscripten.evidence.citations import cited, unread
from pyemscripten.evidence.compare import SOURCE, Agreement
from pyemscripten.evidence.known import checks
from pyemscripten.evidence.quotes import changed, quotes, texts
from pyemscripten.evidence.recorded import guards, recorded
from pyemscripten.lookup import Table
from scripts.guards import (
    ARTIFACT,
    FILES,
    LEFT,
    NOTHING,
    TRUE,
    UNREAD,
    Leaf,
    leaves,
    noticed,
    passes,
    put,
    reason,
    report,
)

EVIDENCE = recorded()
LEAVES = list(leaves(TRUE))
PLATFORM = next(i for i, p in enumerate(TRUE.platforms) if p.rust.build_default == "1.93.0")


def lie(*path: str | int, value: object) -> Leaf:
    return Leaf("", "", ".".join(map(str, path)), lambda: put(TRUE, path, value))


def test_the_table_itself_passes() -> None:
    assert passes()
    assert list(unread(TRUE, EVIDENCE)) == []
    assert list(changed(TRUE)) == []


def test_every_value_is_falsified_once() -> None:
    assert len({(leaf.kind, leaf.name) for leaf in LEAVES}) > 0.95 * len(LEAVES)
    of_platforms = {leaf.fact for leaf in LEAVES if leaf.subject == TRUE.platforms[0].version}
    fields = {fact.partition(".")[0] for fact in of_platforms}
    assert fields == set(TRUE.platforms[0].field_names()) - {"sources"}


@pytest.mark.parametrize("leaf", LEAVES[::41], ids=lambda leaf: leaf.name)
def test_a_sample_is_noticed(leaf: Leaf) -> None:
    if noticed(leaf)[0] == NOTHING:
        assert reason(leaf.name)


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[Leaf, str, frozenset[str]]]:
    """Each value with the guard that notices a lie about it, and the facts that then differ."""
    return [(leaf, *noticed(leaf)) for leaf in LEAVES]


@pytest.mark.slow
def test_nine_of_ten_are_noticed_and_the_rest_has_a_reason(
    outcomes: list[tuple[Leaf, str, frozenset[str]]],
) -> None:
    found = report((leaf, guard) for leaf, guard, _ in outcomes)
    known = report((leaf, guard) for leaf, guard, _ in outcomes if reason(leaf.name) != UNREAD)
    left = [name for names in found["left"].values() for name in names]
    assert len(left) < 0.1 * len(LEAVES)
    assert [name for name in left if not reason(name)] == []
    for kind, counts in known["counts"].items():
        if kind != "Days of reading":
            assert counts[NOTHING] < 0.01 * sum(counts.values()), kind
    if found["table"] == guards()["table"]:
        assert found == guards(), "run `make guards`"


@pytest.mark.slow
def test_each_kind_of_comparison_fails_for_some_falsified_fact(
    outcomes: list[tuple[Leaf, str, frozenset[str]]],
) -> None:
    """No comparison is for show."""
    compared = {each.fact for each in checks(TRUE)}
    assert compared - set().union(*(facts for *_, facts in outcomes)) == set()


def test_a_digit_of_the_newest_measured_row_is_noticed_wherever_it_is() -> None:
    at = max(i for i, release in enumerate(TRUE.releases) if release.npm)
    newest = TRUE.releases[at]
    assert newest.npm
    facts = {("version",): newest.version, ("python",): newest.python}
    facts[("emscripten",)] = newest.emscripten
    shown = {("npm", f): getattr(newest.npm, f) for f in ("integrity", "built", "micropip")}
    for place, value in (*facts.items(), *shown.items()):
        for i, char in enumerate(value):
            if char.isdigit():
                wrong = f"{value[:i]}{(int(char) + 1) % 10}{value[i + 1 :]}"
                leaf = lie("releases", at, *place, value=wrong)
                assert noticed(leaf)[0] in (ARTIFACT, FILES), f"{place}: {wrong}"


def test_what_is_left_has_a_reason_on_the_page() -> None:
    assert set(guards()["left"]) - {UNREAD} == set(LEFT.values())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("flags", "cflags", 1), "-fexceptions"),
        (("flags", "ldflags", "-"), None),
        (("flags", "rustflags", "+"), "-Clink-arg=-sWASM_BIGINT"),
        (("flags", "defaults", 2), "-Os"),
        (("rust", "build_default"), "1.94.0"),
        (("rust", "minimum"), "1.92.0"),
        (("rust", "channel"), "nightly"),
        (("rust", "maximum"), "a nightly released before 2026-01-01"),
        (("rust", "sysroot"), "standard with stable Rust; with a nightly, one built for it"),
        (("rpath", "rule"), "wheel-libs"),
        (("wasm_bigint", "need"), "explicit"),
        (("longjmp", "flags", 0), "-sSUPPORT_LONGJMP=emscripten"),
        (("static_libraries", 0, "version"), "1.3.2"),
        (("static_libraries", 0, "since"), "314.0.1"),
        (("static_libraries", "-"), None),
        (("names", "rustc", 0), "wasm32-wasip1"),
        (("rpath", "note"), "A folder NAME.libs in the wheel is enough."),
    ],
)
def test_a_lie_about_a_platform(path: tuple[str | int, ...], value: object) -> None:
    """The values that nothing noticed when the house was rebuilt."""
    assert noticed(lie("platforms", PLATFORM, *path, value=value))[0] != NOTHING


def mismatches(table: Table) -> set[tuple[str, str]]:
    found = (c for c in checks(table) if c.verdict is Agreement.MISMATCH)
    return {(c.subject, c.fact) for c in found if c.group == SOURCE}


def test_a_lie_about_a_release_that_is_not_on_npm() -> None:
    at = next(i for i, r in enumerate(TRUE.releases) if r.date_basis == "git commit")
    release = TRUE.releases[at]
    for fact, value in (
        ("git_commit", "0" * 40),
        ("date", "2020-01-01"),
        ("date_basis", "changelog"),
        ("python", "3.10.99"),
        ("emscripten", TRUE.releases[-1].emscripten),
        ("platform", TRUE.platforms[-1].version),
    ):
        table = put(TRUE, ("releases", at, fact), value)
        assert (release.version, fact) in mismatches(table)
    unlisted = TRUE.replace(releases=(*TRUE.releases[:at], *TRUE.releases[at + 1 :]))
    assert (release.version, "a row") in mismatches(unlisted)


def test_a_release_that_was_added_since_stands_for_its_own_commit() -> None:
    """A new row needs no second step; a commit that no row has does."""
    last = TRUE.platforms[-1]
    row = TRUE.releases[-1].replace(version="9999.0.0", git_commit="1" * 40)
    source = next(s for s in last.sources["flags"] if s.path == "Makefile.envs")
    new = source.replace(revision="1" * 40, label="9999.0.0")
    sources = {**last.sources, "flags": (*last.sources["flags"], new)}
    platforms = (*TRUE.platforms[:-1], last.replace(sources=sources))
    table = TRUE.replace(platforms=platforms, releases=(*TRUE.releases, row))
    assert list(unread(table, EVIDENCE)) == []
    (sentence,) = unread(TRUE.replace(platforms=platforms), EVIDENCE)
    assert "no such file was read" in sentence


def test_what_is_new_has_not_been_read_and_is_no_change() -> None:
    last = TRUE.platforms[-1].replace(version="9999_0", notes=("Something else.",))
    assert list(changed(TRUE.replace(platforms=(*TRUE.platforms, last)))) == []
    gone = list(changed(TRUE.replace(platforms=TRUE.platforms[1:])))
    assert gone
    assert all(sentence.endswith("is no longer there") for sentence in gone)


def test_each_text_names_its_passages() -> None:
    ours = texts(TRUE)
    for where, reading in quotes().items():
        assert len(reading["read"]) >= len(ours[where][1]) > 0, where


def test_the_citations_are_those_of_the_table() -> None:
    sources = cited(TRUE)
    assert len(sources) == len(set(sources))
    assert {s for p in TRUE.platforms for every in p.sources.values() for s in every} <= set(
        sources
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "source code"}, "a text is documentation"),
        ({"label": "v9"}, "is no tag of that commit"),
        ({"path": "docs/none.md"}, "no such file was read"),
        ({"read": "2999-01-01"}, "after the day of the last reading"),
    ],
)
def test_a_source_that_is_not_there(changes: dict[str, str], says: str) -> None:
    sources = TRUE.platforms[0].sources
    wrong = sources["rpath"][0].replace(**changes)
    platform = TRUE.platforms[0].replace(sources={**sources, "rpath": (wrong,)})
    table = TRUE.replace(platforms=(platform, *TRUE.platforms[1:]))
    assert any(says in sentence for sentence in unread(table, EVIDENCE))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"label": "v9"}, "named by its version alone"),
        ({"revision": "0.0.1"}, "no such version was looked at"),
        ({"project": "npm pyodied"}, "no such version was looked at"),
        ({"path": "prayed"}, "nothing of that name was done"),
    ],
)
def test_an_artifact_that_is_not_there(changes: dict[str, str], says: str) -> None:
    measured = next(s for s in cited(TRUE) if s.project == "npm pyodide")
    order = TRUE.tag_orders[0].replace(sources=(measured.replace(**changes),))
    table = TRUE.replace(tag_orders=(order, *TRUE.tag_orders[1:]))
    assert any(says in sentence for sentence in unread(table, EVIDENCE))


def test_a_row_read_after_the_day_of_the_data() -> None:
    row = TRUE.releases[-1].replace(read="2999-01-01")
    table = TRUE.replace(releases=(*TRUE.releases[:-1], row))
    assert any(row.version in sentence for sentence in unread(table, EVIDENCE))


def test_an_artifact_is_firmer_than_a_file() -> None:
    at = next(i for i, r in enumerate(TRUE.releases) if r.npm and r.git_commit)
    assert noticed(lie("releases", at, "python", value="3.99.0"))[0] == ARTIFACT


def test_a_platform_that_no_source_speaks_of_yet_is_compared_with_none() -> None:
    last = TRUE.platforms[-1].replace(version="9999_0", emscripten="99.0.0")
    row = TRUE.releases[-1].replace(version="9999.0.0", platform="9999_0", emscripten="99.0.0")
    entry = TRUE.emscripten[-1].replace(version="99.0.0")
    table = pyemscripten.builtin().replace(
        platforms=(*TRUE.platforms, last),
        releases=(*TRUE.releases, row.replace(npm=None, cross_build=None)),
        emscripten=(*TRUE.emscripten, entry),
    )
    about = {subject for subject, _ in mismatches(table)}
    assert not about & {"9999_0", "9999.0.0", "Emscripten 99.0.0"}
