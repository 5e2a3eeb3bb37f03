"""The directives of the audit's pages."""

from __future__ import annotations

import json
from pathlib import Path

from pyemscripten.audit.rules import RULES
from tests.support.sphinx_project import SITE_EXTENSIONS, build

SURVEY = {
    "date": "2026-01-02",
    "node": "20.0.0",
    "releases": ["1.0"],
    "misses": [],
    "only_opcodes": [{"wheel": "a-1-py3-none-x.whl", "release": "1.0", "module": "x.so"}],
    "interpreters": "a fresh interpreter for each wheel",
    "names": [
        {
            "wheel": "b-1-py3-none-x.whl",
            "release": "1.0",
            "python": "3.0.1",
            "module": "y.cpython-30.so",
            "outcome": outcome,
            "said": said,
        }
        for outcome, said in (("ok", ""), ("failed", "it is not there"))
    ],
    "wheels": [
        {
            "wheel": "a-1-py3-none-x.whl",
            "project": "a",
            "version": "1",
            "platform": "1_0",
            "level": "warning",
            "modules": 3,
            "findings": [{"rule": "PYEM004", "level": "warning", "message": "no f", "count": 1}],
            "truth": {"1.0": [2, 0, 0, 1]},
        },
        {
            "wheel": "b-1-py3-none-x.whl",
            "project": "b",
            "version": "2",
            "platform": "1_0",
            "level": "error",
            "modules": 1,
            "findings": [],
            "truth": {"1.0": [1, 0, 0, 0]},
        },
    ],
}


def test_every_rule_has_a_heading_with_its_permanent_label(tmp_path: Path) -> None:
    built = build(
        tmp_path,
        {"index.rst": "Rules\n=====\n\n.. pyemscripten-audit-rules::\n"},
        extensions=SITE_EXTENSIONS,
    )
    assert built.warnings == ""
    page = built.page()
    for rule in RULES:
        assert f'id="{rule.anchor}"' in page
        assert f'href="#{rule.anchor}"' in page
        assert rule.code in page
    assert "on demand" in page


def survey(folder: Path, result: dict[str, object], *parts: str) -> str:
    (folder / "source").mkdir(parents=True)
    (folder / "source/survey.json").write_text(json.dumps(result))
    directives = "\n".join(
        f".. pyemscripten-survey:: survey.json\n   :part: {part}\n" for part in parts
    )
    built = build(
        folder,
        {"index.rst": f"Survey\n======\n\n{directives}"},
        builder="text",
        extensions=SITE_EXTENSIONS,
    )
    return built.warnings + built.page("index.txt")


def test_a_survey_in_its_parts(tmp_path: Path) -> None:
    page = survey(tmp_path, dict(SURVEY), "summary", "truth", "names", "findings", "wheels")
    assert "2026-01-02: 2 wheels of 2 projects, with 4 modules. 0 have no finding" in page
    assert "1 have warnings, 1 has an error" in " ".join(page.split())
    text = " ".join(page.split())
    assert (
        "Run under Node.js 20.0.0, in a fresh interpreter for each wheel. Of the failures predicted"
        in text
    )
    assert "1 are foreseen with --opcodes only" in text
    assert "no: it is not there" in text
    assert "no f" in page
    assert "1 (warning)" in page
    assert "2 (error)" in page


def test_what_was_missed_is_listed(tmp_path: Path) -> None:
    miss = {"wheel": "a.whl", "release": "1.0", "module": "x.so", "said": "no!", "why": "Why"}
    page = survey(tmp_path, {**SURVEY, "misses": [miss]}, "truth")
    assert "x.so: no!. Why." in page


def test_a_part_that_does_not_exist(tmp_path: Path) -> None:
    page = survey(tmp_path, dict(SURVEY), "nonsense")
    assert "'nonsense' is no part of a survey: expected summary, truth" in page
