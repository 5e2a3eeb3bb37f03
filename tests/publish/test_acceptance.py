"""The published acceptance: every cell, its sources, and the rows of the pages."""

from __future__ import annotations

import pyemscripten
from pyemscripten._record import plain
from pyemscripten.installers import HOST, installers_at, matrix
from pyemscripten.publish.acceptance import document, host_lines, index_lines, runtime_lines

TABLE = pyemscripten.builtin()
DOCUMENT = document(TABLE)


def test_every_cell_is_there_with_its_sources() -> None:
    cells = matrix(TABLE)
    assert len(DOCUMENT["cells"]) == len(cells)
    for published, cell in zip(DOCUMENT["cells"], cells, strict=True):
        sources = [DOCUMENT["sources"][place] for place in published["sources"]]
        assert {**published, "sources": sources} == plain(cell)
        assert sources


def test_the_edition_stands_at_its_head() -> None:
    assert DOCUMENT["data_version"] == TABLE.version
    assert DOCUMENT["as_of"] == TABLE.as_of
    assert document(TABLE) == DOCUMENT


def test_rows_of_runtimes_lose_no_release_and_mix_no_platforms() -> None:
    measured = [r for r in TABLE.releases if r.config_variables is not None and r.micropip]
    for installer in ("micropip", "packaging"):
        rows = runtime_lines(TABLE, installer)
        # The first and last of each row, in order, are all there is.
        ends = [name for row in rows for name in row.place.replace(" and ", " to ").split(" to ")]
        assert ends[0] == measured[0].version
        assert ends[-1] == measured[-1].version
        order = [release.version for release in measured]
        assert [order.index(name) for name in ends] == sorted(order.index(name) for name in ends)
        for row in rows:
            assert row.sources
            assert all(
                bool(why) == (answer is not None)
                for answer, why in zip(row.answers, row.why, strict=True)
            )
    # Where micropip began to take the spelling of PEP 783.
    first = next(row for row in runtime_lines(TABLE, "micropip") if row.answers[0])
    assert first.place.startswith("0.29.4")
    alone = next(row for row in runtime_lines(TABLE, "micropip") if row.answers[1] is None)
    assert alone.answers == (None, None, True)


def test_other_rows() -> None:
    hosts = [(row.installer, row.place) for row in host_lines(TABLE)]
    tools = [tool.name for tool in installers_at(HOST)]
    assert hosts == [(tool, platform.tag) for tool in tools for platform in TABLE.platforms]
    assert [row.answers for row in index_lines(TABLE)] == [(True, False, False)]
