"""Each question that people ask has an answer on the built site, with its key fact."""

from __future__ import annotations

import html
import re

import pytest

import pyemscripten
from pyemscripten.sphinxext.site.guides import rendered
from tests.docs.questions import QUESTIONS, Question
from tests.guides.examples import DATA
from tests.support.site import SITE


def answer(question: Question) -> str:
    """The text of the section under the question's anchor, in the built site."""
    page = (SITE / question.page / "index.html").read_text("utf-8")
    start = page.find(f'id="{question.anchor}"')
    assert start >= 0, f"{question.page} has no anchor {question.anchor}"
    section = page[start : page.find("</section>", start)]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", section)))


def fact(text: str) -> str:
    """A fact with its values filled in from the data."""

    def since(match: re.Match[str]) -> str:
        tool, spelling = match[1], match[2]
        return next(
            s.since
            for s in pyemscripten.builtin().support
            if (s.tool, s.spelling) == (tool, spelling)
        )

    return rendered(DATA, re.sub(r"\|since (\S+) (\S+)\|", since, text))


def test_all_forty_seven_are_answered_once() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, 48))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q.number}: {q.asks}")
def test_the_answer_states_the_fact(question: Question) -> None:
    said = answer(question)
    for expected in question.facts:
        assert fact(expected).strip() in said, (expected, said[:2000])
