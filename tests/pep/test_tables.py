"""The exported tables: what they say, and the rules of the text that will hold them."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import roles
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import pyemscripten
from pyemscripten.addresses import SITE, page, redirects, short
from pyemscripten.cli.group import cli
from pyemscripten.publish import tables
from pyemscripten.publish.json import document, text
from pyemscripten.publish.tables import Form
from tests.support.tables import later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from pyemscripten import Platform

TABLE = pyemscripten.builtin()
DEFAULT = Form().columns
FORMS = [
    Form(columns, drafts, links)
    for columns in (DEFAULT, ("version", "emscripten"), ("tag", "status"), ("tag",))
    for drafts in (False, True)
    for links in ("", "url", "ref")
]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, prog_name="pyemscripten")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def expected(form: Form) -> list[list[str]]:
    """The headings and the cells as a reader sees them."""
    shown: list[list[str]] = [[tables.COLUMNS[column] for column in form.columns]]
    for platform in TABLE.platforms:
        status = TABLE.history(platform).status
        if status == "final" or form.drafts:
            facts = {"tag": platform.tag, "version": platform.version, "status": status}
            facts |= {"emscripten": platform.emscripten, "python": platform.python}
            cells = [facts[column] for column in form.columns]
            if status == "draft" and "status" not in form.columns:
                cells[0] += " (draft)"
            shown.append(cells)
    return shown


@pytest.fixture
def ref_role() -> Iterator[None]:
    """Sphinx's role, as far as its text goes."""

    def ref(
        *arguments: Any, **_options: Any
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name, target = re.fullmatch(r"(.+?)\s*<(.+)>", arguments[2], re.DOTALL).groups()  # type: ignore[union-attr]
        return [nodes.reference(name, name, refuri=f"inventory:{target}")], []

    roles.register_local_role("ref", ref)  # type: ignore[arg-type]
    yield
    roles._roles.pop("ref")  # type: ignore[attr-defined]


def parsed(source: str) -> nodes.document:
    return publish_doctree(source, settings_overrides={"halt_level": 2, "report_level": 1})


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_docutils_reads_every_form_without_a_murmur(form: Form, ref_role: None) -> None:
    tree = parsed(tables.rst(TABLE, form))
    rows = [
        [" ".join(entry.astext().split()) for entry in row.findall(nodes.entry)]
        for row in tree.findall(nodes.row)
    ]
    assert rows == expected(form)
    (above,) = (p for p in tree.findall(nodes.paragraph) if p.parent is tree)
    assert above.astext().startswith(f"As of {TABLE.as_of} ")
    assert TABLE.as_of not in next(tree.findall(nodes.table)).astext()


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_text_keeps_the_rules_of_pep_12(form: Form) -> None:
    source = tables.rst(TABLE, form)
    assert source.isascii()
    assert source.endswith("\n")
    assert not source.endswith("\n\n")
    for line in source.splitlines():
        assert len(line) <= 79, line
        assert line == line.rstrip(), line
        assert "\t" not in line
    # A second named link with the same text would stop the build.
    assert not re.search(r"`_(?!_)", source)


def test_links_go_to_the_pages_of_the_platforms(ref_role: None) -> None:
    final = [p for p in TABLE.platforms if TABLE.history(p).status == "final"]
    linked = [
        [ref["refuri"] for ref in parsed(source).findall(nodes.reference)][1:]
        for source in (
            tables.rst(TABLE, Form(links="url")),
            tables.rst(TABLE, Form(links="ref")),
        )
    ]
    assert linked[0] == [SITE + short(p) for p in final]
    assert linked[1] == [f"inventory:pyemscripten:{p.label}" for p in final]
    assert all(redirects(TABLE)[short(p)] == f"/{page(p)}" for p in final)


def test_headings_are_broken_where_the_table_is_too_wide_otherwise() -> None:
    wide = Form(("tag", "emscripten", "python", "pyodide"))
    source = tables.rst(TABLE, wide, width=74)
    assert max(map(len, source.splitlines())) <= 74
    (head,) = parsed(source).findall(nodes.thead)
    headings = [" ".join(entry.astext().split()) for entry in head.findall(nodes.entry)]
    assert headings == [tables.COLUMNS[column] for column in wide.columns]


def test_two_tables_in_one_text_do_not_get_in_each_others_way(ref_role: None) -> None:
    linked = tables.rst(TABLE, Form(links="url"))
    parsed(f"{linked}\n{linked}\n{tables.rst(TABLE)}\n{tables.rst(TABLE, Form(links='ref'))}")


@pytest.mark.parametrize("form", [f for f in FORMS if f.links != "ref"], ids=str)
def test_markdown_reads_as_a_table(form: Form) -> None:
    source = tables.markdown(TABLE, form)
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    cells = [
        "".join(part.content for part in before.children or [])
        for token, before in itertools.pairwise([*tokens[1:], tokens[0]])
        for token in [token]
        if token.type in {"th_open", "td_open"}
    ]
    assert cells == [cell for row in expected(form) for cell in row]
    addresses = re.findall(r"\]\((.+?)\)", source)
    assert addresses[0] == f"{SITE}platforms/"
    assert len(addresses) == 1 + (len(expected(form)) - 1) * bool(
        form.links and "tag" in form.columns
    )
    assert all(line == line.rstrip() for line in source.splitlines())


def test_the_pyodide_column_starts_at_the_release_that_made_it_final() -> None:
    platform = TABLE.platform("2024_0")
    history = TABLE.history(platform)
    assert history.first_stable
    assert tables.cell(TABLE, platform, "pyodide") == (
        f"{history.first_stable.version} to {history.last.version}"
    )
    newer, draft, alpha = later(TABLE, final=False)
    assert tables.cell(newer, draft, "pyodide").startswith(alpha.version)


def test_csv_holds_every_platform_and_its_dates() -> None:
    rows = list(csv.DictReader(io.StringIO(tables.csv(TABLE))))
    assert [row["version"] for row in rows] == [p.version for p in TABLE.platforms]
    for row, platform in zip(rows, TABLE.platforms, strict=True):
        history = TABLE.history(platform)
        assert row["emscripten"] == platform.emscripten
        assert row["final_since"] == (history.final_since or "")
        assert row["pyodide_last"] == history.last.version
        assert row["as_of"] == TABLE.as_of
    assert "\r" not in tables.csv(TABLE)


def test_the_commands_print_what_the_library_makes() -> None:
    assert run("export", "rst").output == tables.rst(TABLE)
    assert run("export", "rst", "--links").output == tables.rst(TABLE, Form(links="url"))
    assert run("export", "rst", "--links", "ref").output == tables.rst(TABLE, Form(links="ref"))
    assert run("export", "rst", "--drafts").output == tables.rst(TABLE, Form(drafts=True))
    assert run("export", "markdown").output == tables.markdown(TABLE)
    shown = run("export", "markdown", "--links", "--columns", "version, python").output
    assert shown == tables.markdown(TABLE, Form(("version", "python"), False, "url"))
    assert run("export", "csv").output == tables.csv(TABLE)


def test_newer_data_can_be_brought_along(tmp_path: Path) -> None:
    newer = tmp_path / "platforms.json"
    newer.write_text(text({**document(TABLE), "as_of": "2031-01-02"}), encoding="utf-8")
    for form in ("rst", "markdown", "csv"):
        assert "2031-01-02" in run("export", form, "--data", str(newer)).output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rst", "--columns", "tag,emscriptem"], "no column 'emscriptem': the columns are tag,"),
        (["rst", "--columns", ""], "no column ''"),
        (["rst", "--columns", "tag,tag"], "'tag' is asked for twice"),
        (["rst", "--columns", ",".join(tables.COLUMNS)], "only 79 fit: leave out one of tag,"),
        (["rst", "--links", "html"], "'html' is not one of"),
        (["rst", "--data", "nowhere.json"], "nowhere.json"),
    ],
)
def test_wrong_use_is_refused_in_one_line(arguments: list[str], says: str) -> None:
    result = run("export", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_data_from_the_future_is_refused_in_one_line(tmp_path: Path) -> None:
    future = tmp_path / "future.json"
    future.write_text(json.dumps({"schema_version": 99}), encoding="utf-8")
    result = run("export", "rst", "--data", str(future))
    assert result.exit_code == 2
    assert "install a newer pyemscripten" in result.stderr
    assert result.stderr.count("\n") == 1


def test_data_with_drafts_only_says_so() -> None:
    drafts = tuple(p for p in TABLE.platforms if TABLE.history(p).status == "draft")
    young = TABLE.replace(platforms=drafts)
    for made in (tables.rst, tables.markdown):
        with pytest.raises(pyemscripten.InvalidName, match="ask for drafts"):
            made(young)
        assert drafts[0].tag in made(young, Form(drafts=True))


def test_markdown_has_no_links_by_role() -> None:
    with pytest.raises(pyemscripten.InvalidName, match="in Markdown say links"):
        tables.markdown(TABLE, Form(links="ref"))


@pytest.mark.parametrize("word", ["draft", "links=html", "columns", "columns=", "drafts=no", "é"])
def test_words_that_mean_nothing_are_refused(word: str) -> None:
    with pytest.raises(pyemscripten.InvalidName):
        tables.form([word])


columns = st.lists(st.sampled_from(sorted(tables.COLUMNS)), unique=True, min_size=1)


@given(columns, st.booleans(), st.sampled_from(["", "url", "ref"]))
def test_words_say_the_whole_form(names: list[str], drafts: bool, links: str) -> None:
    wanted = Form(tuple(names), drafts, links)
    words = [f"columns={','.join(names)}", *["drafts"] * drafts]
    assert tables.form([*words, *([f"links={links}"] if links else [])]) == wanted


def many(count: int) -> tuple[Platform, ...]:
    return tuple(
        TABLE.platforms[0].replace(version=f"{2024 + i}_{i % 7}", emscripten=f"3.1.{i * 37}")
        for i in range(count)
    )


@given(st.integers(1, 40), st.sampled_from(["", "url", "ref"]))
def test_a_longer_table_keeps_the_rules_too(count: int, links: str) -> None:
    longer = TABLE.replace(
        platforms=many(count),
        releases=tuple(TABLE.releases[-3].replace(platform=p.version) for p in many(count)),
    )
    source = tables.rst(longer, Form(drafts=True, links=links))
    assert max(map(len, source.splitlines())) <= 79
    if links != "ref":
        assert len(list(parsed(source).findall(nodes.row))) == count + 1
