"""The page on the extension promises what every documentation may use, and nothing else."""

from __future__ import annotations

import re

from pyemscripten import sphinxext
from pyemscripten.sphinxext import site
from tests.support.site import ROOT, pages

SOURCE = (ROOT / "docs" / "sphinx.md").read_text("utf-8")
#: Examples whose source stands above what they give.
SHOWN = re.findall(r"^`{4}\{pyemscripten-shown\}\n```\{([\w-]+)\}", SOURCE, re.MULTILINE)
#: Unique in a documentation, so that the glossary has the only one.
ONCE = {"pyemscripten-terms"}


def test_every_directive_is_shown_by_an_example() -> None:
    assert sorted(SHOWN) == sorted(sphinxext.DIRECTIVES.keys() - ONCE)
    for name in ONCE:
        assert f"````markdown\n```{{{name}}}\n```\n````" in SOURCE


def test_each_is_described_under_a_heading_or_in_a_section_of_its_own() -> None:
    headings = re.findall(r"^### `([\w-]+)`$", SOURCE, re.MULTILINE)
    assert {*headings, "pyemscripten-code", "pyemscripten-table"} == sphinxext.DIRECTIVES.keys()


def test_what_is_ours_alone_is_promised_to_nobody() -> None:
    text = re.sub(r"<[^>]+>", "", pages()["/sphinx/"].text)
    for name in site.DIRECTIVES:
        assert not re.search(rf"{name}(?![\w-])", text), name
