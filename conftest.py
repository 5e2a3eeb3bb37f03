"""Run every `pycon` example in the README and the site's pages as a doctest; guard all tests."""

from __future__ import annotations

import doctest
from collections.abc import Iterable

from sybil import Document, Region, Sybil
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.myst import CodeBlockParser

pytest_plugins = ["tests.support.folders", "tests.support.resources"]

_find_blocks = CodeBlockParser("pycon")
_find_examples = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS))


def _parse(document: Document) -> Iterable[Region]:
    # Other blocks are not ours to run: `python` may stand for a file that needs a package.
    for block in _find_blocks(document):
        for example in _find_examples(block.parsed, document.path):
            example.adjust(block, block.parsed)
            yield example


pytest_collect_file = Sybil(parsers=[_parse], patterns=["*.md"]).pytest()
