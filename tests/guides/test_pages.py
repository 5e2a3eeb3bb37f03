"""The guides: every example runs or says why not, and the tutorial ends in a browser page."""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.data import BEHAVIOURS, DEMONSTRATIONS
from pyemscripten.runtime import run_python
from tests.guides.examples import (
    DOCS,
    ROOT,
    blocks,
    environment,
    examples,
    pages,
    run_console,
    run_page,
)
from tests.guides.extension import make_wheel, side_module
from tests.guides.surroundings import FINAL, MARKS, SURROUNDINGS, generic_wheel
from tests.support.runtimes import package
from tests.support.serving import served
from tests.support.wheels import from_pypi

RUNS = [
    pytest.param(page, run, marks=[getattr(pytest.mark, mark) for mark in MARKS.get(run, ())])
    for page, run in sorted(
        {
            (page, block.options["run"])
            for page in pages()
            for block in blocks(page)
            if block.options.get("run") in SURROUNDINGS
        }
    )
]


@pytest.mark.parametrize(
    ("page", "run"),
    RUNS,
    ids=lambda value: value if isinstance(value, str) else str(value.relative_to(ROOT)),
)
def test_examples(page: Path, run: str, tmp_path: Path) -> None:
    if run == "browser-network":
        in_a_browser(page, tmp_path)
    elif run == "private-index-network":
        from_an_index(page, tmp_path)
    else:
        run_page(page, run, tmp_path, SURROUNDINGS[run])


@pytest.mark.network
def test_pinned_identifiers_leave_other_systems_alone(tmp_path: Path) -> None:
    page = DOCS / "how-to" / "pin-a-platform.md"
    run_page(page, "cibuildwheel", tmp_path, SURROUNDINGS["cibuildwheel"])
    done = subprocess.run(
        [
            *(tmp_path / "cibuildwheel", "--platform", "linux", "--archs", "x86_64"),
            "--print-build-identifiers",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "manylinux_x86_64" in done.stdout
    assert "pyodide" not in done.stdout


def in_a_browser(page: Path, folder: Path) -> None:
    """Serve the page of an example with the runtime and the wheel; its title is the answer."""
    run_page(page, "browser-network", folder, SURROUNDINGS["browser-network"])
    runtime = folder / "pyodide"
    if not runtime.exists():
        shutil.copytree(package(pyemscripten.history(FINAL.version).last.version).path, runtime)
    with served(folder) as host:
        title = title_of(f"{host}/index.html")
        assert title in {"1 + 2 = 3", "3"}, title


def from_an_index(page: Path, folder: Path) -> None:
    """Serve the index of an example; pip and the micropip of a real runtime install from it."""
    run = "private-index-network"
    SURROUNDINGS[run](folder)
    micropip = f"micropip=={BEHAVIOURS['micropip-bundled'].version}"
    with served(folder / "index") as host:
        for block in examples(run, page):
            text = block.text.replace("http://127.0.0.1:8000", host)
            assert text != block.text, block.where
            if block.info.endswith("console"):
                run_console(block._replace(text=text), folder)
                continue
            found = run_python(
                package(pyemscripten.history(FINAL.version).last.version),
                f"{text}\nresult = micropip.list()['demo'].source",
                wheels=from_pypi(micropip, "packaging", python=FINAL.python),
                timeout=600,
            )
            assert found.checked() == f"{host}/demo/{generic_wheel()}"


def title_of(address: str) -> str:
    """Open a page in Chromium and wait for the title to be an answer."""
    # On other Pythons the library's tests run without what the site needs.
    from tests.docs.browser import chromium

    with chromium() as browser:
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address)
        waiting = "!document.title.startsWith('waiting') && document.title.includes('3')"
        try:
            page.wait_for_function(waiting, timeout=240_000)
        except Exception as error:
            raise AssertionError(f"{address}: {problems}") from error
        return page.title()


# The tutorial ----------------------------------------------------------------------------------


@pytest.mark.network
@pytest.mark.parametrize("version", [p.version for p in pyemscripten.builtin().platforms])
def test_the_tutorials_extension_works_on_every_platform(version: str, tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, pyemscripten.platform(version))
    release = pyemscripten.history(version).last.version
    code = "import demo\nresult = [demo.add(1, 2), demo.add(-3, 1)]"
    found = run_python(package(release), code, wheels=[wheel], timeout=600)
    assert found.checked() == [3, -2]


def test_the_tutorials_extension_is_a_side_module() -> None:
    assert side_module().startswith(b"\0asm\1\0\0\0\0")


# The lint --------------------------------------------------------------------------------------

#: Pages whose blocks other tests run -> which, or why a block need not run.
OTHER_PAGES = {
    "README.md": "the commands are those of this repository; CI starts with them",
    "docs/about/verification.md": "tests/verify; `make refresh` is a maintainer's command",
    "docs/audit.md": "tests/audit",
    "docs/how-to/audit-in-ci.md": "tests/audit; the workflows are those of other services",
    "docs/survey.md": "tests/audit",
    "docs/cli.md": "an installation, without anything of ours",
    "docs/data.md": "tests/test_loading.py and tests/cli",
    "docs/how-to/cite-in-a-pep.md": "tests/pep",
    "docs/how-to/embed-the-table.md": "tests/sphinxext and tests/pep",
    "docs/sphinx.md": "tests/sphinxext",
}


def plain_blocks(page: Path) -> Iterator[str]:
    """Where there are blocks of code that are neither doctests nor examples."""
    for block in blocks(page):
        kind = block.info.split()[0] if block.info else "(no language)"
        if kind.startswith("{") and kind not in ("{code-block}", "{pyemscripten-code}"):
            continue
        if kind != "pycon":
            yield f"{block.where} {block.info}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_of_code_runs_or_says_why_not(page: Path) -> None:
    name = page.relative_to(ROOT).as_posix()
    found = list(plain_blocks(page))
    if name in OTHER_PAGES:
        assert found, f"{name} needs no exception any more"
    else:
        assert not found, "make it a {pyemscripten-example} with :run: or :not-executed:"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_examples_name_surroundings_that_exist(page: Path) -> None:
    for block in blocks(page):
        if "{pyemscripten-example}" in block.info:
            assert ("run" in block.options) != ("not-executed" in block.options), block.where
            run = block.options.get("run", "empty")
            assert run in SURROUNDINGS or elsewhere(run), f"{block.where}: nothing runs {run!r}"


@functools.cache
def elsewhere(run: str) -> bool:
    """Whether tests of another part run the examples of that name."""
    others = (ROOT / "tests").rglob("*.py")
    return any(f'"{run}"' in path.read_text("utf-8") for path in others)


GUIDES = [
    DOCS / "errors.md",
    DOCS / "faq.md",
    DOCS / "print.md",
    DOCS / "tutorial.md",
    *sorted((DOCS / "explain").glob("*.md")),
    *(
        DOCS / "how-to" / f"{name}.md"
        for name in (
            "build-a-wheel",
            "cross-virtual-environments",
            "pin-a-platform",
            "private-builds",
            "publish-to-pypi",
            "rust",
            "test-a-wheel",
        )
    ),
]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: str(page.relative_to(ROOT)))
def test_headings_have_permanent_labels(page: Path) -> None:
    lines = page.read_text("utf-8").split("\n")
    in_block = False
    for number, line in enumerate(lines):
        if line.startswith("```"):
            in_block = not in_block
        if not in_block and line.startswith(("# ", "## ")):
            label = lines[number - 1]
            assert label.startswith("(pyemscripten-"), f"{page.name}:{number + 1}: {line}"
            assert label.endswith(")="), f"{page.name}:{number + 1}: {line}"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_answer_comes_within_one_screen(page: Path) -> None:
    """The introduction, before the first heading below the title, is short."""
    text = page.read_text("utf-8").split("\n# ", 1)[1]
    introduction = text.split("\n(pyemscripten-", 1)[0]
    assert len(introduction.split()) <= 170, len(introduction.split())


def test_everything_known_about_tools_is_cited() -> None:
    said = "".join(page.read_text("utf-8") for page in pages())
    for name in BEHAVIOURS:
        assert f"{{pyemscripten-tool}}`{name}`" in said, name
    for name, shown in DEMONSTRATIONS.items():
        assert any(f"{{pyemscripten-demonstration}} {name} {v}" in said for v in shown.says), name


def test_flags_are_those_of_a_shell(tmp_path: Path) -> None:
    """What the pages tell readers to source sets what they say it sets."""
    for platform in pyemscripten.builtin().platforms:
        done = subprocess.run(
            [
                "bash",
                "-c",
                f'eval "$(pyemscripten flags {platform.version} --shell)"; echo "$CFLAGS"',
            ],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        )
        assert done.stdout.split() == list(platform.flags.cflags)
