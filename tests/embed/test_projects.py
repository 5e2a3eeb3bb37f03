"""Small documentation projects of others, built by the real Sphinx with our extension."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pyemscripten
from pyemscripten.addresses import SITE, page
from pyemscripten.publish.json import document, text
from pyemscripten.publish.tables import Form, csv, markdown
from tests.support.environments import ROOT, environment, newest_python

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

TABLE = pyemscripten.builtin()
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"][-1]
OTHER = TABLE.platforms[0]
GENERIC = TABLE.generic_tags()[-1]

CONF = """\
project = copyright = "Somebody's project"
version = release = "1"
extensions = ["pyemscripten.sphinxext", "myst_parser"]
"""

#: The same page in both languages: everything that the extension has for other projects.
PAGE = f"""\
TITLE

DIRECTIVE{{pyemscripten-table}}

DIRECTIVE{{pyemscripten-table}}
:columns: tag emscripten python version pyodide status legacy generic unwinding rpath rust cflags \
ldflags rustflags names cibuildwheel
:filter: status=final
:newest-first:
:as-of:

DIRECTIVE{{pyemscripten-platform}} {FINAL.version}
:facts: emscripten flags static_libraries rust
:no-summary:

DIRECTIVE{{pyemscripten-platform}} {OTHER.legacy_tag}

DIRECTIVE{{pyemscripten-compare}} {OTHER.version} {FINAL.version}

DIRECTIVE{{pyemscripten-support}}

DIRECTIVE{{pyemscripten-timeline}}

DIRECTIVE{{pyemscripten-releases}}

DIRECTIVE{{pyemscripten-generic-table}}

DIRECTIVE{{pyemscripten-build-today}}

DIRECTIVE{{pyemscripten-export}} rst
:form: drafts

Emscripten ROLE{{{FINAL.version}.emscripten}}, of ROLE{{{FINAL.tag}}}, ROLE{{{OTHER.legacy_tag}}},
ROLE{{that one <final>}}, ROLE{{{GENERIC.tag}}}.
"""

_DIRECTIVE = re.compile(r"^DIRECTIVE\{(.+)\}(.*)\n((?:^:.*\n)*)", re.MULTILINE)


def as_rst(source: str) -> str:
    source = source.replace("TITLE", "Facts\n=====")

    def directive(found: re.Match[str]) -> str:
        options = re.sub("^", "   ", found[3].rstrip("\n"), flags=re.MULTILINE)
        return f".. {found[1]}::{found[2]}\n{options.rstrip()}\n"

    source = _DIRECTIVE.sub(directive, source)
    return re.sub(r"ROLE\{(.+?)\}", r":pyemscripten:`\1`", source)


def as_myst(source: str) -> str:
    source = source.replace("TITLE", "# Facts")
    source = _DIRECTIVE.sub(r"```{\1}\2\n\3```\n", source)
    return re.sub(r"ROLE\{(.+?)\}", r"{pyemscripten}`\1`", source)


def project(folder: Path, **files: str) -> Path:
    """A project of these files; `__` in a name stands for the dot of its suffix."""
    folder.mkdir(exist_ok=True)
    for name, content in {"conf__py": CONF, **files}.items():
        (folder / name.replace("__", ".")).write_text(content, encoding="utf-8")
    return folder


def sphinx(
    source: Path, builder: str, *options: str, python: str | Path = sys.executable
) -> subprocess.CompletedProcess[str]:
    """Build, with references checked. The output is in `source/out/BUILDER`."""
    out = source / "out"
    command = [python, "-m", "sphinx", "-n", "-d", out / f"{builder}-doctrees", "-b", builder]
    return subprocess.run(
        [*command, *options, source, out / builder],
        check=False,
        capture_output=True,
        text=True,
        # The extension, and nothing else of this environment.
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"},
    )


def claimed_range() -> str:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (requirement,) = declared["project"]["optional-dependencies"]["sphinx"]
    return str(requirement).replace(" ", "")


def oldest() -> Path:
    name, lowest = claimed_range().split(">=")
    return environment(f"{name}=={lowest}.0", "myst-parser")


def newest() -> Path:
    return environment(claimed_range(), "myst-parser", python=newest_python())


ENDS = [
    pytest.param(lambda: sys.executable, id="installed"),
    pytest.param(oldest, id="oldest", marks=pytest.mark.network),
    pytest.param(newest, id="newest", marks=pytest.mark.network),
]


def shown(folder: Path, builder: str, page: str) -> str:
    """The text of a page as its reader sees it, as far as words go."""
    if builder == "text":
        return (folder / f"{page}.txt").read_text(encoding="utf-8")
    if builder == "latex":
        (tex,) = folder.glob("*.tex")
        source = tex.read_text(encoding="utf-8")
        return source.replace(r"\_", "_").replace(r"\sphinxhyphen{}", "-")
    if builder == "epub":
        (book,) = folder.glob("*.epub")
        source = zipfile.ZipFile(book).read(f"{page}.xhtml").decode()
    else:
        name = f"{page}/index.html" if builder == "dirhtml" else f"{page}.html"
        source = (folder / name).read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", "", source))


@pytest.mark.parametrize("find_python", ENDS)
def test_every_builder_shows_the_facts_from_both_languages(
    tmp_path: Path, find_python: Callable[[], str | Path]
) -> None:
    python = find_python()
    source = project(
        tmp_path / "docs",
        index__md="# Index\n\n```{toctree}\nrest\nmyst\n```\n",
        rest__rst=as_rst(PAGE),
        myst__md=as_myst(PAGE),
    )
    for builder in ("html", "dirhtml", "text", "latex", "epub"):
        built = sphinx(source, builder, "-W", "--keep-going", "-j", "2", python=python)
        assert built.returncode == 0, built.stderr
        assert built.stderr == ""
        for language in ("rest", "myst"):
            told = shown(source / "out" / builder, builder, language)
            for platform in TABLE.platforms:
                assert platform.tag in told
                assert platform.emscripten in told
            assert f"As of {TABLE.as_of}." in told
            for library in FINAL.static_libraries:
                assert library.name in told
    pages = [
        re.sub(r'#id\d+|id="id\d+"', "", (source / "out" / "text" / f"{name}.txt").read_text())
        for name in ("rest", "myst")
    ]
    assert pages[0] == pages[1]


def test_the_columns_of_plain_text_keep_words_whole(tmp_path: Path) -> None:
    source = project(tmp_path / "docs", index__rst=as_rst(PAGE))
    sphinx(source, "text")
    told = (source / "out" / "text" / "index.txt").read_text(encoding="utf-8")
    for platform in TABLE.platforms:
        assert re.search(rf'\| "{platform.tag}" +\| {re.escape(platform.emscripten)} +\|', told)


def test_links_lead_to_our_site_if_the_project_has_no_page(tmp_path: Path) -> None:
    source = project(tmp_path / "docs", index__rst=as_rst(PAGE))
    assert sphinx(source, "html", "-W").returncode == 0
    told = (source / "out" / "html" / "index.html").read_text(encoding="utf-8")
    for address in (*map(page, TABLE.platforms), page(GENERIC)):
        assert f'href="{SITE}{address}"' in told
    assert 'src="http' not in told


def test_links_lead_to_the_projects_own_page_or_inventory_if_it_has_one(tmp_path: Path) -> None:
    first = project(
        tmp_path / "first",
        index__rst=f"Home\n====\n\n.. toctree::\n\n   own\n\n:pyemscripten:`{FINAL.version}`\n",
        own__rst=f".. _{FINAL.label}:\n\nOur page\n========\n",
    )
    assert sphinx(first, "html", "-W").returncode == 0
    told = (first / "out" / "html" / "index.html").read_text(encoding="utf-8")
    assert f'href="own.html#{FINAL.label}"' in told
    inventory = first / "out" / "html" / "objects.inv"
    mapping = f'intersphinx_mapping = {{"x": ("https://example.org/x", {str(inventory)!r})}}\n'
    second = project(
        tmp_path / "second",
        conf__py=CONF + 'extensions += ["sphinx.ext.intersphinx"]\n' + mapping,
        index__rst=f"Home\n====\n\n:pyemscripten:`{FINAL.version}` :pyemscripten:`{OTHER.tag}`\n",
    )
    assert sphinx(second, "html", "-W").returncode == 0
    told = (second / "out" / "html" / "index.html").read_text(encoding="utf-8")
    assert f'href="https://example.org/x/own.html#{FINAL.label}"' in told
    assert f'href="{SITE}{page(OTHER)}"' in told


def test_other_broken_references_stay_the_business_of_sphinx(tmp_path: Path) -> None:
    source = project(tmp_path / "docs", index__rst="Home\n====\n\n:ref:`nowhere`\n")
    built = sphinx(source, "html")
    assert "WARNING: undefined label: 'nowhere'" in built.stderr
    assert "pyemscripten" not in built.stderr.replace(str(source), "")


def test_the_pages_of_platforms_can_be_kept_in_a_project(tmp_path: Path) -> None:
    source = project(
        tmp_path / "docs",
        conf__py=CONF + 'pyemscripten_pages = "platforms"\n',
        index__rst="Home\n====\n\n.. toctree::\n   :glob:\n\n   platforms/*\n",
    )
    built = sphinx(source, "dirhtml", "-W", "--keep-going")
    assert built.returncode == 0, built.stderr
    for address in (*map(page, TABLE.platforms), *map(page, TABLE.generic_tags())):
        assert (source / "out" / "dirhtml" / address / "index.html").is_file()
    # They are ordinary files, which others may read where the author's own files are read.
    modes = {path.stat().st_mode for path in (source / "platforms").iterdir()}
    assert modes == {(source / "index.rst").stat().st_mode}


def test_platforms_are_terms_and_their_tables_can_be_copied(tmp_path: Path) -> None:
    source = project(
        tmp_path / "docs",
        index__md=as_myst(
            "TITLE\n\nDIRECTIVE{pyemscripten-terms}\n\n"
            "DIRECTIVE{pyemscripten-export} csv\n\n"
            "DIRECTIVE{pyemscripten-export} markdown\n:form: columns=tag,emscripten\n"
        )
        + f"\n{{term}}`{FINAL.tag}` {{term}}`pyemscripten_{FINAL.version}`\n",
    )
    built = sphinx(source, "html", "-W")
    assert built.returncode == 0, built.stderr
    told = shown(source / "out" / "html", "html", "index")
    for table in (csv(TABLE), markdown(TABLE, Form(("tag", "emscripten")))):
        assert table.rstrip("\n") in told
    raw = (source / "out" / "html" / "index.html").read_text(encoding="utf-8")
    assert f'href="#term-{FINAL.tag}"' in raw
    assert f"{FINAL.emscripten}, planned for Python {FINAL.python}; final" in told


#: Every other directive, and what follows its name.
OTHERS = {
    "acceptance": " micropip",
    "code": " sh\n\nemsdk install |final.emscripten|",
    "compare": "",
    "conflicts": "",
    "export": " csv",
    "generic": f" {GENERIC.tag}",
    "generic-table": "",
    "installable": "",
    "platform": f" {OTHER.version}",
    "releases": f" {FINAL.version}",
    "build-today": "",
    "support": "\n:tools: micropip",
    "table": "",
    "tag-orders": "",
    "terms": "",
    "timeline": "\n:light-and-dark:",
}


@pytest.mark.parametrize("find_python", ENDS)
def test_every_directive_for_everyone_works_elsewhere_and_is_documented(
    tmp_path: Path, find_python: Callable[[], str | Path]
) -> None:
    python = find_python()
    fenced = "".join(f"```{{pyemscripten-{name}}}{rest}\n```\n\n" for name, rest in OTHERS.items())
    listing = (
        "\ndef setup(app):\n"
        "    from docutils.parsers.rst.directives import _directives\n"
        "    names = lambda app: print(*(n for n in _directives if n.startswith('pyem')))\n"
        "    app.connect('builder-inited', names)\n"
    )
    source = project(tmp_path / "docs", conf__py=CONF + listing, index__md=f"# All\n\n{fenced}")
    for builder in ("html", "text", "latex"):
        built = sphinx(source, builder, "-W", "--keep-going", python=python)
        assert (built.returncode, built.stderr) == (0, "")
    registered = {name for name in built.stdout.split() if name.startswith("pyemscripten-")}
    assert registered == {f"pyemscripten-{name}" for name in OTHERS}
    documented = (ROOT / "docs" / "sphinx.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented or f"{{{name}}}" in documented for name in registered)


def data_with(folder: Path, name: str, **changes: object) -> Path:
    """Published data in which the newest final platform differs."""
    table = TABLE.replace(
        platforms=tuple(p.replace(**changes) if p is FINAL else p for p in TABLE.platforms)
    )
    path = folder / name
    path.write_text(text(document(table)), encoding="utf-8")
    return path


def read_again(built: subprocess.CompletedProcess[str]) -> set[str]:
    """The documents that Sphinx read in a verbose build."""
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", built.stdout))


@pytest.mark.parametrize("find_python", ENDS)
def test_only_pages_with_facts_are_built_again_when_the_facts_change(
    tmp_path: Path, find_python: Callable[[], str | Path]
) -> None:
    python = find_python()
    source = project(
        tmp_path / "docs",
        conf__py=CONF + 'pyemscripten_data = "platforms.json"\n',
        index__rst="Home\n====\n\n.. toctree::\n\n   plain\n   rest\n   myst\n   role\n",
        plain__rst="Plain\n=====\n\nNo facts.\n",
        rest__rst=as_rst("TITLE\n\nDIRECTIVE{pyemscripten-table}\n"),
        myst__md=as_myst("TITLE\n\nDIRECTIVE{pyemscripten-table}\n"),
        role__rst=f"Role\n====\n\n:pyemscripten:`{FINAL.version}.python`\n",
    )
    data_with(source, "platforms.json")
    first = sphinx(source, "html", "-W", "-j", "2", python=python)
    assert first.returncode == 0, first.stderr
    assert read_again(sphinx(source, "html", "-W", python=python)) == set()

    data_with(source, "platforms.json", notes=("Changed.",))
    again = sphinx(source, "html", "-W", "-j", "2", python=python)
    assert again.returncode == 0, again.stderr
    assert read_again(again) == {"rest", "myst", "role"}
    assert read_again(sphinx(source, "html", "-W", python=python)) == set()


def test_changed_facts_are_shown(tmp_path: Path) -> None:
    changed = TABLE.replace(as_of="2031-02-03")
    source = project(
        tmp_path / "docs",
        conf__py=CONF + 'pyemscripten_data = "newer.json"\n',
        index__rst="Home\n====\n\n.. pyemscripten-table::\n   :as-of:\n",
    )
    (source / "newer.json").write_text(text(document(TABLE)), encoding="utf-8")
    sphinx(source, "html")
    (source / "newer.json").write_text(text(document(changed)), encoding="utf-8")
    sphinx(source, "html")
    assert "As of 2031-02-03." in shown(source / "out" / "html", "html", "index")


@pytest.mark.parametrize("find_python", ENDS)
def test_parallel_and_serial_builds_are_the_same(
    tmp_path: Path, find_python: Callable[[], str | Path]
) -> None:
    python = find_python()
    pages = {f"page{i}__{'md' if i % 2 else 'rst'}": "" for i in range(12)}
    for name in pages:
        pages[name] = (as_myst if name.endswith("md") else as_rst)(PAGE)
    listing = "".join(f"   {name.partition('__')[0]}\n" for name in pages)
    built = []
    for jobs in ("1", "4"):
        source = project(
            tmp_path / f"jobs{jobs}",
            index__rst=f"Home\n====\n\n.. toctree::\n\n{listing}",
            **pages,
        )
        result = sphinx(source, "html", "-W", "-j", jobs, python=python)
        assert result.returncode == 0, result.stderr
        out = source / "out" / "html"
        built.append({path.name: path.read_bytes() for path in out.glob("*.html")})
    assert built[0] == built[1]


WRONG = {
    "DIRECTIVE{pyemscripten-platform} 2062_0": f"nearest in spelling is {FINAL.version}",
    "DIRECTIVE{pyemscripten-platform} pyemscripten_2026_0_wasm64": "nearest in spelling is",
    "DIRECTIVE{pyemscripten-platform} banana": "is not a platform: expected",
    "DIRECTIVE{pyemscripten-table}\n:columns: tag emscriptem": "nearest is 'emscripten'",
    "DIRECTIVE{pyemscripten-table}\n:filter: statos=final": "nearest is 'status'",
    "DIRECTIVE{pyemscripten-table}\n:filter: final": "is no condition",
    "DIRECTIVE{pyemscripten-table}\n:filter: status=finale": "nearest is 'final'",
    "DIRECTIVE{pyemscripten-table}\n:as-of: yesterday": "is no date",
    "DIRECTIVE{pyemscripten-table}\n:as-of: 2999-01-01": "is after the data",
    "DIRECTIVE{pyemscripten-export} rts": "nearest is 'rst'",
    "DIRECTIVE{pyemscripten-export} rst\n:form: draft": "says nothing about a table",
    "DIRECTIVE{pyemscripten-export} rst\n:form: columns=tug": "no column 'tug'",
    "ROLE{2062_0.emscripten}": f"nearest in spelling is {FINAL.version}",
    "ROLE{2026_0.emscriptem}": "nearest is 'emscripten'",
    "ROLE{banana}": "is not a platform: expected",
}


@pytest.mark.parametrize("find_python", ENDS)
def test_what_does_not_exist_is_a_warning_with_file_line_and_the_nearest_name(
    tmp_path: Path, find_python: Callable[[], str | Path]
) -> None:
    python = find_python()
    for language, suffix in ((as_rst, "rst"), (as_myst, "md")):
        lines = language("TITLE\n\nWords before.\n")
        expected = []
        for wrong, says in WRONG.items():
            expected.append((lines.count("\n") + 2, says))
            lines += "\n" + language(f"{wrong}\n")
        source = project(tmp_path / suffix, **{f"index__{suffix}": f"{lines}\nWords after.\n"})
        built = sphinx(source, "html", python=python)
        assert built.returncode == 0, built.stderr
        assert "Traceback" not in built.stderr
        warnings = built.stderr.splitlines()
        assert len(warnings) == len(expected)
        for warning, (line, says) in zip(warnings, expected, strict=True):
            assert warning.startswith(f"{source}/index.{suffix}:{line}: WARNING: ")
            assert says in warning
        told = shown(source / "out" / "html", "html", "index")
        assert "Words before." in told
        assert "Words after." in told


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        ("{", "is not JSON"),
        ("{}", "has no schema_version"),
        (json.dumps({"schema_version": 99}), "install a newer pyemscripten"),
        (text({**document(TABLE), "platforms": []}), "has no platforms"),
        (text({**document(TABLE), "emscripten": []}), "contradicts itself"),
    ],
)
def test_data_that_cannot_be_read_stops_the_build_with_one_line(
    tmp_path: Path, content: str | None, says: str
) -> None:
    source = project(
        tmp_path / "docs",
        conf__py=CONF + 'pyemscripten_data = "newer.json"\n',
        index__rst="Home\n====\n\n.. pyemscripten-table::\n",
    )
    if content is not None:
        (source / "newer.json").write_text(content, encoding="utf-8")
    built = sphinx(source, "html")
    assert built.returncode == 2
    (line,) = [line for line in built.stderr.splitlines() if says in line]
    # Newer Sphinx puts its own report around the line, older does not.
    assert line.strip().removeprefix("sphinx.errors.ConfigError: ").startswith("pyemscripten_data:")
    assert "newer.json" in line


def test_the_three_lines_of_our_own_page_are_enough(tmp_path: Path) -> None:
    how_to = (ROOT / "docs" / "how-to" / "embed-the-table.md").read_text(encoding="utf-8")
    (conf,) = re.findall(r"```python\n(.+?)```", how_to, re.DOTALL)
    assert conf.count("\n") == 3
    (rest,) = re.findall(r"````\{code-tab\} rst[^\n]*\n(.+?)````", how_to, re.DOTALL)
    (myst,) = re.findall(r"````\{code-tab\} md[^\n]*\n(.+?)````", how_to, re.DOTALL)
    source = project(
        tmp_path / "docs",
        conf__py=conf,
        index__rst=f"Home\n====\n\n.. toctree::\n\n   myst\n\n{rest}",
        myst__md=f"# MyST\n\n{myst}",
    )
    built = sphinx(source, "html", "-W")
    assert built.returncode == 0, built.stderr
    for name in ("index", "myst"):
        assert FINAL.emscripten in shown(source / "out" / "html", "html", name)
    assert claimed_range().removeprefix("sphinx>=") in how_to
