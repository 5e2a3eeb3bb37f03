"""Every directive, in reStructuredText and MyST, and with the builders that differ most."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docutils import nodes

import pyemscripten
from pyemscripten.addresses import SITE
from pyemscripten.flags import render
from pyemscripten.publish import facts, svg
from pyemscripten.sphinxext.directives import DIRECTIVES
from pyemscripten.sphinxext.platform import PARTS
from tests.support.sphinx_project import build, doctree, tables, write_data
from tests.support.tables import later, uv_rows

TABLE = pyemscripten.builtin()
NEWEST = TABLE.platforms[-1]
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"]


def page(directive: str, argument: str = "", content: str = "", **options: str) -> dict[str, str]:
    lines = [f".. {directive}:: {argument}"]
    lines += [f"   :{name.replace('_', '-')}: {value}" for name, value in options.items()]
    lines += ["", *(f"   {line}" for line in content.splitlines())]
    return {"index.rst": "Title\n=====\n\n" + "\n".join(lines) + "\n"}


def show(tmp_path: Path, directive: str, argument: str = "", **options: str) -> nodes.document:
    built = build(tmp_path, page(directive, argument, **options))
    assert built.warnings == ""
    return doctree(built)


def test_table_has_a_row_for_each_platform(tmp_path: Path) -> None:
    [[headings, *rows]] = tables(show(tmp_path, "pyemscripten-table"))
    assert headings == ["Platform tag", "Emscripten", "Intended Python", "Pyodide", "Status"]
    assert [row[:3] for row in rows] == [[p.tag, p.emscripten, p.python] for p in TABLE.platforms]
    for row, platform in zip(rows, TABLE.platforms, strict=True):
        history = TABLE.history(platform)
        since = history.final_since or history.draft_since
        assert row[4].startswith(f"{history.status} since {since}")


def test_table_with_every_column(tmp_path: Path) -> None:
    names = (
        "tag version emscripten python status pyodide legacy generic unwinding rpath rust "
        "cflags ldflags rustflags names cibuildwheel"
    )
    [[_, *rows]] = tables(show(tmp_path, "pyemscripten-table", columns=names))
    for platform, row in zip(TABLE.platforms, rows, strict=True):
        cells = dict(zip(names.split(), row, strict=True))
        assert cells["version"] == platform.version
        assert cells["legacy"] == (platform.legacy_tag if platform.legacy else "none")
        assert cells["generic"] == platform.generic_tag
        assert cells["unwinding"] == platform.unwinding.model
        assert cells["rpath"] == platform.rpath.rule
        assert cells["cflags"] == " ".join(platform.flags.cflags)
        assert cells["rustflags"] == (" ".join(platform.flags.rustflags) or "none")
        assert cells["rust"] == platform.rust.toolchain
        named = " ".join(platform.names.get("cibuildwheel", ()))
        assert cells["cibuildwheel"] == (named or "none")
        for listed in platform.names.values():
            assert all(name in cells["names"] for name in listed)


def test_table_filters_and_turns_round(tmp_path: Path) -> None:
    tree = show(
        tmp_path,
        "pyemscripten-table",
        columns="tag, python",
        filter=f"status=final python={FINAL[0].python},{FINAL[1].python}",
        newest_first="",
    )
    [[_, *rows]] = tables(tree)
    assert rows == [[p.tag, p.python] for p in (FINAL[1], FINAL[0])]


def test_table_as_it_stood_while_a_platform_was_a_draft(tmp_path: Path) -> None:
    changed = next(
        (platform, change)
        for platform in FINAL
        for change in TABLE.history(platform).changes
        if change.fact == "emscripten"
    )
    platform, change = changed
    day = TABLE.release(change.last).date
    tree = show(tmp_path, "pyemscripten-table", as_of=day)
    [[_, *rows]] = tables(tree)
    assert rows[-1][:2] == [platform.tag, change.value]
    assert rows[-1][1] != platform.emscripten
    assert rows[-1][4].startswith("draft")
    assert f"As of {day}." in tree.astext()


def test_table_says_the_date_of_the_data(tmp_path: Path) -> None:
    assert f"As of {TABLE.as_of}." in show(tmp_path, "pyemscripten-table", as_of="").astext()


@pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda p: p.version)
def test_platform_shows_every_fact_with_its_sources(
    tmp_path: Path, platform: pyemscripten.Platform
) -> None:
    tree = show(tmp_path, "pyemscripten-platform", platform.tag)
    sections = {s[0].astext(): s.astext() for s in tree.findall(nodes.section)}
    assert list(sections)[1:] == list(PARTS.values())
    for field, title in facts.TITLES.items():
        assert re.search("documented|in source code|measured|seen", sections[title])
        for row in facts.rows(platform, field):
            assert all(word in sections[title] for word in row.value.split()), (field, row)
        for source in platform.sources[field]:
            assert source.read in sections[title]
            assert (source.label or source.revision[:7]) in sections[title]
            assert source.text in sections["Sources"]
    history = TABLE.history(platform)
    for release in history.releases:
        assert release.date in sections["Pyodide releases"]
    for change in history.changes:
        assert change.value in sections["History"]
    for conflict in TABLE.conflicts_about(platform):
        assert conflict.title in sections["Sources that contradict each other"]
    for library in platform.static_libraries:
        assert library.name in sections["Libraries in the main module"]
        assert library.note in sections["Libraries in the main module"]


@pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda platform: str(platform.version))
def test_flags_are_what_the_command_prints(tmp_path: Path, platform: pyemscripten.Platform) -> None:
    tree = show(tmp_path, "pyemscripten-platform", platform.version, facts="flags")
    [block] = tree.findall(nodes.literal_block)
    assert block.astext() + "\n" == render(platform, "shell")
    assert f"export CFLAGS='{' '.join(platform.flags.cflags)}'" in block.astext()


def test_platform_shows_chosen_facts_without_the_head(tmp_path: Path) -> None:
    tree = show(
        tmp_path,
        "pyemscripten-platform",
        "final",
        facts="emscripten, static_libraries",
        no_summary="",
    )
    titles = [section[0].astext() for section in tree.findall(nodes.section)]
    assert titles == ["Title", "Emscripten", "Libraries in the main module"]
    assert FINAL[-1].tag not in tree.astext()


def test_platform_in_a_box_has_headings_instead_of_sections(tmp_path: Path) -> None:
    content = ".. pyemscripten-platform:: newest\n   :facts: emscripten"
    built = build(tmp_path, page("note", content=content))
    assert built.warnings == ""
    [note] = doctree(built).findall(nodes.note)
    assert [rubric.astext() for rubric in note.findall(nodes.rubric)] == ["Emscripten"]
    assert not list(note.findall(nodes.section))


def test_labels_are_made_only_on_request(tmp_path: Path) -> None:
    without = build(tmp_path / "without", page("pyemscripten-platform", "final"))
    assert not [n for n in without.app.env.domains["std"].data["labels"] if "emscripten" in n]
    label = f"{FINAL[-1].label}-static-libraries"
    pages = page("pyemscripten-platform", "final", labels="")
    pages["index.rst"] = pages["index.rst"].replace("=====\n", f"=====\n\nSee :ref:`{label}`.\n", 1)
    built = build(tmp_path / "with", pages)
    assert built.warnings == ""
    assert f'href="#{label}"' in built.page()
    assert "Libraries in the main module</span></a>" in built.page()


def test_generic_tag_by_tag_and_by_version(tmp_path: Path) -> None:
    tag = TABLE.generic_tags()[-1]
    by_tag = show(tmp_path / "tag", "pyemscripten-generic", tag.tag).astext()
    by_version = show(tmp_path / "version", "pyemscripten-generic", tag.emscripten).astext()
    assert by_tag == by_version
    for release in tag.releases:
        assert release.version in by_tag
        assert release.date in by_tag


def test_generic_tag_with_the_emscripten_of_a_platform(tmp_path: Path) -> None:
    platform = FINAL[-1]
    private = TABLE.releases[0].replace(emscripten=platform.emscripten)
    data = write_data(tmp_path / "data.json", releases=(private, *TABLE.releases[1:]))
    pages = page("pyemscripten-generic", platform.generic_tag)
    built = build(tmp_path, pages, pyemscripten_data=data)
    assert built.warnings == ""
    assert platform.tag in doctree(built).astext()


def test_generic_tags_are_listed(tmp_path: Path) -> None:
    [[_, *rows]] = tables(show(tmp_path, "pyemscripten-generic-table"))
    assert [row[:2] for row in rows] == [[g.tag, g.emscripten] for g in TABLE.generic_tags()]


def test_releases_of_one_platform_and_of_all(tmp_path: Path) -> None:
    [[_, *rows]] = tables(show(tmp_path / "all", "pyemscripten-releases"))
    assert [row[0] for row in rows] == [r.version for r in reversed(TABLE.releases)]
    assert {row[5] for row in rows} == {p.tag for p in TABLE.platforms} | {
        g.tag for g in TABLE.generic_tags()
    }
    [[_, *rows]] = tables(show(tmp_path / "one", "pyemscripten-releases", "final"))
    expected = [r.version for r in reversed(TABLE.history(FINAL[-1]).releases)]
    assert [row[0] for row in rows] == expected


def test_build_today_follows_the_recommendation(tmp_path: Path) -> None:
    tree = show(tmp_path, "pyemscripten-build-today")
    items = [item.astext() for item in tree.findall(nodes.list_item)]
    assert [item.partition(" ")[0] for item in items] == [p.tag for p in TABLE.recommended()]
    for item, platform in zip(items, TABLE.recommended(), strict=True):
        assert platform.emscripten in item
        assert all(name in item for name in platform.names.get("cibuildwheel", ()))


def test_conflicts_of_one_platform_and_of_all(tmp_path: Path) -> None:
    tree = show(tmp_path / "all", "pyemscripten-conflicts")
    titles = [section[0].astext() for section in tree.findall(nodes.section)]
    assert titles[1:] == [conflict.title for conflict in TABLE.conflicts]
    text = tree.astext()
    for conflict in TABLE.conflicts:
        assert conflict.artifact in text
        assert conflict.report in text
    tree = show(tmp_path / "one", "pyemscripten-conflicts", "newest")
    titles = [section[0].astext() for section in tree.findall(nodes.section)]
    assert titles[1:] == [c.title for c in TABLE.conflicts_about(NEWEST)]


def test_support_of_all_tools_and_of_some(tmp_path: Path) -> None:
    [[_, *rows]] = tables(show(tmp_path / "all", "pyemscripten-support"))
    assert len(rows) == len(TABLE.support)
    for row, statement in zip(rows, TABLE.support, strict=True):
        assert row[:3] == [statement.tool, statement.verb, f"{statement.spelling}_*"]
        assert (statement.since if statement.since not in {"", "any"} else "") in row[3]
    [[_, *rows]] = tables(show(tmp_path / "some", "pyemscripten-support", tools="micropip"))
    assert {row[0] for row in rows} == {"micropip"}


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("", "", ": no"),
        ("any", "", ": yes"),
        ("any", "3.0", " up to 3.0"),
        ("2.0", "", " since 2.0"),
        ("2.0", "3.0", " since 2.0 to 3.0"),
    ],
)
def test_a_table_and_a_page_say_the_same_of_a_tool(
    tmp_path: Path, since: str, until: str, words: str
) -> None:
    [said] = [
        s.replace(since=since, until=until)
        for s in TABLE.support
        if (s.tool, s.spelling) == ("micropip", NEWEST.tag.partition("_")[0])
    ]
    data = write_data(tmp_path / "data.json", support=(said,))
    both = "Title\n=====\n\n.. pyemscripten-support::\n\n"
    both += f".. pyemscripten-platform:: {NEWEST.version}\n"
    tree = doctree(build(tmp_path, {"index.rst": both}, pyemscripten_data=data))
    assert tables(tree)[0][1][3] == words.lstrip(": ")
    summary = dict(field.astext().split("\n\n") for field in tree.findall(nodes.field))
    assert summary["Taken by"] == f"micropip{words}"


def test_comparison_leaves_out_what_is_the_same(tmp_path: Path) -> None:
    first, second = TABLE.platforms[-2:]
    [[headings, *rows]] = tables(
        show(tmp_path, "pyemscripten-compare", f"{first.version} {second.version}")
    )
    assert headings[1:] == [first.tag, second.tag]
    assert ["Emscripten", first.emscripten, second.emscripten] in rows
    assert all(before != after for _, before, after in rows)
    only_before = {n.name for n in first.static_libraries} - {
        n.name for n in second.static_libraries
    }
    for name in only_before:
        assert any(name in fact and after == "—" for fact, _, after in rows)


def test_neighbours_are_compared_under_headings(tmp_path: Path) -> None:
    tree = show(tmp_path, "pyemscripten-compare", labels="")
    sections = list(tree.findall(nodes.section))[1:]
    assert len(sections) == len(TABLE.platforms) - 1
    first, second = TABLE.platforms[:2]
    assert sections[0]["ids"][0] == f"{first.label}-and-{second.version.replace('_', '-')}"


def test_timeline_is_a_picture_in_html_and_words_elsewhere(tmp_path: Path) -> None:
    pages = page("pyemscripten-timeline")
    html = build(tmp_path, pages)
    assert html.warnings == ""
    picture = html.out / "_images" / "timeline-light.svg"
    assert picture.read_text(encoding="utf-8") == svg.timeline(TABLE)
    assert 'alt="' + svg.description(TABLE)[:20] in html.page()
    for builder, name in (("text", "index.txt"), ("latex", "aproject.tex")):
        built = build(tmp_path / builder, pages, builder)
        assert built.warnings == ""
        text = built.page(name).replace(r"\sphinxhyphen{}", "-")
        for platform in TABLE.platforms:
            assert TABLE.history(platform).draft_since in text
        assert "svg" not in text


def test_timeline_for_both_colour_schemes(tmp_path: Path) -> None:
    built = build(tmp_path, page("pyemscripten-timeline", light_and_dark=""))
    assert re.search(r'<img[^>]*class="[^"]*only-light', built.page())
    assert re.search(r'<img[^>]*class="[^"]*only-dark', built.page())
    assert (built.out / "_images" / "timeline-dark.svg").is_file()


def test_code_with_facts_between_bars(tmp_path: Path) -> None:
    content = "$ emsdk install |final.emscripten| | tee log\n$ echo '|' |as_of|"
    built = build(tmp_path, page("pyemscripten-code", "console", content))
    assert built.warnings == ""
    [block] = doctree(built).findall(nodes.literal_block)
    assert block.astext().splitlines() == [
        f"$ emsdk install {FINAL[-1].emscripten} | tee log",
        f"$ echo '|' {TABLE.as_of}",
    ]
    assert block["language"] == "console"


def test_code_is_plain_without_a_language(tmp_path: Path) -> None:
    built = build(tmp_path, page("pyemscripten-code", content="|newest.tag|"))
    [block] = doctree(built).findall(nodes.literal_block)
    assert (block.astext(), block["language"]) == (NEWEST.tag, "text")


ARGUMENTS = {
    "pyemscripten-platform": "final",
    "pyemscripten-generic": TABLE.generic_tags()[0].tag,
}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "text", "latex"])
def test_every_directive_with_every_builder(tmp_path: Path, builder: str) -> None:
    pages = {"index.rst": "Title\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"}
    for name in DIRECTIVES:
        content = page(name, ARGUMENTS.get(name, ""))["index.rst"]
        pages[f"{name}.rst"] = content
    built = build(tmp_path, pages, builder, version="1", copyright="us")
    assert built.warnings == ""


def test_directives_in_myst(tmp_path: Path) -> None:
    lines = ["# Title", ""]
    for name in DIRECTIVES:
        if name != "pyemscripten-code":
            lines += [f"```{{{name}}} {ARGUMENTS.get(name, '')}".rstrip(), "```", ""]
    lines += ["```{pyemscripten-code} sh", "echo |final.tag|", "```", ""]
    lines += ["In {pyemscripten}`final.emscripten` see {pyemscripten}`final`."]
    extensions = ["myst_parser", "pyemscripten.sphinxext"]
    built = build(tmp_path, {"index.md": "\n".join(lines)}, extensions=extensions)
    assert built.warnings == ""
    text = doctree(built).astext()
    assert f"In {FINAL[-1].emscripten} see {FINAL[-1].tag}." in text
    assert f"echo {FINAL[-1].tag}" in text
    titles = [section[0].astext() for section in doctree(built).findall(nodes.section)]
    assert set(PARTS.values()) < set(titles)


def test_links_lead_to_our_site_or_to_the_projects_own_page(tmp_path: Path) -> None:
    away = build(tmp_path / "away", page("pyemscripten-table"))
    assert f'href="{SITE}platforms/{NEWEST.label}/"' in away.page()
    pages = page("pyemscripten-table")
    pages["own.rst"] = f":orphan:\n\n.. _{NEWEST.label}:\n\nOwn page\n========\n"
    here = build(tmp_path / "here", pages)
    assert here.warnings == ""
    assert f'href="own.html#{NEWEST.label}"' in here.page()
    assert f'href="{SITE}platforms/{FINAL[0].label}/"' in here.page()


BAD = [
    ("pyemscripten-platform", "2099_9", {}, f"the newest is {NEWEST.version}"),
    ("pyemscripten-platform", "banana", {}, "'banana' is not a platform"),
    ("pyemscripten-platform", "final", {"facts": "emscriptem"}, "nearest is 'emscripten'"),
    ("pyemscripten-table", "", {"columns": "tag pyton"}, "nearest is 'python'"),
    ("pyemscripten-table", "", {"filter": "final"}, "expected one such as 'status=final'"),
    ("pyemscripten-table", "", {"filter": "status="}, "expected one such as 'status=final'"),
    ("pyemscripten-table", "", {"filter": "statis=final"}, "nearest is 'status'"),
    ("pyemscripten-table", "", {"filter": "status=finale"}, "nearest is 'final'"),
    ("pyemscripten-table", "", {"filter": f"python={FINAL[0].python}0"}, "unknown python"),
    ("pyemscripten-table", "", {"as_of": "yesterday"}, "'yesterday' is no date"),
    ("pyemscripten-table", "", {"as_of": "20250101"}, "'20250101' is no date"),
    ("pyemscripten-table", "", {"as_of": "2025-W01-1"}, "'2025-W01-1' is no date"),
    ("pyemscripten-table", "", {"as_of": "9999-01-01"}, f"which is of {TABLE.as_of}"),
    ("pyemscripten-generic", "emscripten_3_1_1_wasm32", {}, "nearest is 'emscripten_3_1_"),
    ("pyemscripten-releases", "2025-0", {}, "'2025-0' is not a platform"),
    ("pyemscripten-conflicts", "", {"labels": "", "other": ""}, 'unknown option: "other"'),
    ("pyemscripten-support", "", {"tools": "micropop"}, "nearest is 'micropip'"),
    ("pyemscripten-compare", "final", {}, "name two platforms"),
]


def test_bad_input_is_a_warning_with_file_and_line(tmp_path: Path) -> None:
    index = "Title\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"
    pages = {"index.rst": index}
    for number, (directive, argument, options, _) in enumerate(BAD):
        pages[f"bad{number}.rst"] = page(directive, argument, **options)["index.rst"]
    built = build(tmp_path, pages)
    for number, (*_, says) in enumerate(BAD):
        [line] = [w for w in built.warnings.splitlines() if f"bad{number}.rst" in w]
        assert re.search(rf"bad{number}\.rst:4: (WARNING|ERROR): ", line)
        assert says in built.warnings.partition(line)[1] + built.warnings.partition(line)[2][:200]
        assert "Title" in built.page(f"bad{number}.html")


def test_other_unknown_labels_are_reported_as_ever(tmp_path: Path) -> None:
    pages = {"index.rst": "Title\n=====\n\nSee :ref:`nowhere` and :pyemscripten:`final`.\n"}
    [warning] = build(tmp_path, pages).warnings.splitlines()
    assert "undefined label: 'nowhere'" in warning


def test_a_name_of_what_the_data_has_none_of_is_a_warning(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data.json", support=())
    pages = page("pyemscripten-support", tools="micropip")
    built = build(tmp_path, pages, pyemscripten_data=data)
    assert "index.rst:4: WARNING: unknown tool 'micropip': the data has none" in built.warnings


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub"])
def test_a_table_without_platforms_says_so(tmp_path: Path, builder: str) -> None:
    pages = page("pyemscripten-table", as_of="2001-02-03", filter=f"python={NEWEST.python}")
    built = build(tmp_path, pages, builder, version="1", copyright="us")
    assert built.warnings == ""
    assert tables(doctree(built)) == []
    assert "No platform.\n\nAs of 2001-02-03." in doctree(built).astext()


def test_bad_fact_in_code_is_a_warning(tmp_path: Path) -> None:
    built = build(tmp_path, page("pyemscripten-code", "sh", "x |final.emscriptem|"))
    assert "index.rst:4: WARNING: " in built.warnings
    assert "nearest is 'emscripten'" in built.warnings


def test_sparse_data(tmp_path: Path) -> None:
    """A table with one draft, of which little is known."""
    _, draft, release = later(TABLE, final=False)
    bare = draft.replace(
        names={},
        notes=(),
        flags=draft.flags.replace(rustflags=(), defaults=()),
    )
    data = write_data(
        tmp_path / "data.json",
        platforms=(bare,),
        releases=(release,),
        uv_targets=(),
        emscripten=tuple(
            e.replace(clang="") for e in TABLE.emscripten if e.version == draft.emscripten
        ),
        support=tuple(s for s in TABLE.support if s.tool == "micropip"),
        conflicts=(),
    )
    pages = {"index.rst": "Title\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"}
    for name in DIRECTIVES:
        if name != "pyemscripten-generic":
            pages[f"{name}.rst"] = page(name, "newest" if name in ARGUMENTS else "")["index.rst"]
    built = build(tmp_path, pages, pyemscripten_data=data)
    assert built.warnings == ""
    platform = doctree(built, "pyemscripten-platform").astext()
    assert "All releases that carry it have the same values." in platform
    assert "No tool has a name of its own for it." in platform
    assert "None known." in platform
    assert "nobody known" not in platform
    today = doctree(built, "pyemscripten-build-today").astext()
    assert "No platform is final and installable yet." in today
    assert "None known." in doctree(built, "pyemscripten-conflicts").astext()


def test_a_platform_that_was_never_a_draft(tmp_path: Path) -> None:
    history = TABLE.history(FINAL[-1])
    assert history.first_stable is not None
    releases = tuple(r for r in history.releases if r.stable)
    data = write_data(
        tmp_path / "data.json",
        platforms=(FINAL[-1],),
        releases=releases,
        conflicts=(),
        support=(),
        uv_targets=uv_rows(TABLE, (FINAL[-1],)),
    )
    built = build(
        tmp_path, page("pyemscripten-platform", "final", facts="legacy"), pyemscripten_data=data
    )
    text = doctree(built).astext()
    assert f"final since {releases[0].date}, with Pyodide {releases[0].version}\n" in text
    assert "nobody known" in text
