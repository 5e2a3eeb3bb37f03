"""The exported tables in the tools that check the PEPs: docutils 0.21 and sphinx-lint."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.publish.sync import RST_MARKERS, sync
from pyemscripten.publish.tables import Form, rst
from tests.support.pep_project import pep_python

pytestmark = pytest.mark.network

TABLE = pyemscripten.builtin()
FORMS = [
    Form(links=links, drafts=drafts) for links in ("", "url", "ref") for drafts in (False, True)
]

#: Reads a file as docutils does for a PEP: a warning is an exception.
READ = """\
import sys
import docutils.core

assert docutils.__version__.startswith("0.21."), docutils.__version__
settings = {"halt_level": 2, "report_level": 1, "input_encoding": "utf-8"}
for name in sys.argv[1:]:
    text = open(name, encoding="utf-8").read()
    tree = docutils.core.publish_doctree(text, settings_overrides=settings)
    print(sum(1 for _ in tree.findall(docutils.nodes.row)))
"""


def read(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [pep_python(), "-c", READ, *files], check=False, capture_output=True, text=True
    )


def lint(*files: Path) -> str:
    done = subprocess.run(
        [pep_python(), "-m", "sphinxlint", "--enable=all", "--max-line-length=79", *files],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def test_docutils_stops_at_nothing(tmp_path: Path) -> None:
    # The role of the third form is Sphinx's; tests/docs builds it there.
    files = []
    for i, form in enumerate(form for form in FORMS if form.links != "ref"):
        files.append(tmp_path / f"{i}.rst")
        files[-1].write_text(f"Title\n=====\n\n{rst(TABLE, form)}", encoding="utf-8")
    done = read(*files)
    assert (done.returncode, done.stderr) == (0, "")
    final = sum(TABLE.history(p).status == "final" for p in TABLE.platforms)
    rows = [1 + (len(TABLE.platforms) if form.drafts else final) for form in FORMS[:4]]
    assert done.stdout.split() == [str(count) for count in rows]


def test_docutils_stops_at_a_table_that_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.rst"
    # One character too many in the first column.
    wrong.write_text(rst(TABLE).replace("``py", "``pyy", 1), encoding="utf-8")
    done = read(wrong)
    assert done.returncode != 0
    assert "Malformed table" in done.stderr


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_sphinx_lint_has_nothing_to_say(tmp_path: Path, form: Form) -> None:
    plain = tmp_path / "pep-9999.rst"
    plain.write_text(rst(TABLE, form), encoding="utf-8")
    assert lint(plain) == "No problems found.\n"
    kept = tmp_path / "pep-9998.rst"
    words = " ".join([*(["drafts"] * form.drafts), *([f"links={form.links}"] * bool(form.links))])
    kept.write_text(
        f"{RST_MARKERS[0]} {words}".rstrip() + f"\n{RST_MARKERS[1]}\n", encoding="utf-8"
    )
    sync(kept, TABLE)
    assert lint(kept) == "No problems found.\n"


def test_sphinx_lint_is_awake(tmp_path: Path) -> None:
    wrong = tmp_path / "pep-9999.rst"
    wrong.write_text("Text :ref:`a`b \n", encoding="utf-8")
    assert "trailing whitespace" in lint(wrong)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_no_single_backticks_and_no_inline_code_that_touches_text(form: Form) -> None:
    text = rst(TABLE, form)
    for code in re.finditer(r"``[^`]+``", text):
        around = text[code.start() - 1 : code.start()] + text[code.end() : code.end() + 1]
        assert not re.search(r"\w", around)
    without_code = re.sub(r"``[^`]+``", "", text)
    for match in re.finditer(r"`[^`]+`", without_code):
        linked = without_code[match.end() : match.end() + 2] == "__"
        role = without_code[: match.start()].endswith(":ref:")
        assert linked != role
