"""The rules of the audit and the survey of published wheels, as directives."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes

from pyemscripten.audit.rules import RULES
from pyemscripten.sphinxext.build import bullets, code, marked, paragraph, table
from pyemscripten.sphinxext.directives import DataDirective
from pyemscripten.sphinxext.find import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.util.typing import OptionSpec

    from pyemscripten.audit.rules import Rule
    from pyemscripten.sphinxext.build import Content
    from pyemscripten.sphinxext.edition import Edition


class RulesDirective(DataDirective):
    """``pyemscripten-audit-rules``: a section a rule, each with its permanent label."""

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """A table of all rules, then a section for each."""
        overview = table(
            ("Rule", "Level", "A good wheel"),
            (
                (
                    nodes.reference("", "", code(rule.code), internal=True, refid=rule.anchor),
                    rule.level + (", on demand" if rule.opt_in else ""),
                    marked(rule.title),
                )
                for rule in RULES
            ),
        )
        return [overview, *(self._rule(rule) for rule in RULES)]

    def _rule(self, rule: Rule) -> nodes.Node:
        content: list[nodes.Node] = [
            paragraph(nodes.strong("", f"{heading}: "), marked(text))
            for heading, text in (
                ("Looks at", rule.evidence),
                ("Without it", rule.meaning),
                ("Fix", rule.fix),
            )
        ]
        return self.part(f"{rule.code}: {rule.title.replace('`', '')}", content, rule.anchor)


class SurveyDirective(DataDirective):
    """``pyemscripten-survey FILE``: what a survey of published wheels found.

    FILE is a result of ``scripts/survey.py``. ``:part:`` is ``summary``, ``truth``,
    ``names``, ``findings`` or ``wheels``.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"part": str}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One part of the survey."""
        relative, path = self.env.relfn2path(self.arguments[0])
        self.env.note_dependency(relative)
        survey = json.loads(Path(path).read_text(encoding="utf-8"))
        part = self.options.get("part", "summary")
        if part not in _PARTS:
            raise Wrong(f"{part!r} is no part of a survey: expected {', '.join(_PARTS)}")
        return list(_PARTS[part](survey))


def _summary(survey: dict[str, Any]) -> Iterator[nodes.Node]:
    wheels = survey["wheels"]
    levels = Counter(wheel["level"] for wheel in wheels)
    yield paragraph(
        f"{survey['date']}: {len(wheels)} wheels of "
        f"{len({wheel['project'] for wheel in wheels})} projects, with "
        f"{sum(wheel['modules'] for wheel in wheels)} modules. {levels[None]} have no finding, "
        f"{levels['warning']} have warnings, {levels['error']} "
        f"{'has an error' if levels['error'] == 1 else 'have errors'}."
    )


def _truth(survey: dict[str, Any]) -> Iterator[nodes.Node]:
    yield table(
        ("Pyodide", "Predicted to load: did", "did not", "Predicted to fail: did load", "did not"),
        (
            (
                release,
                *(str(sum(w["truth"][release][i] for w in survey["wheels"])) for i in range(4)),
            )
            for release in survey["releases"]
        ),
    )
    foreseen = len(survey["only_opcodes"])
    yield paragraph(
        f"Run under Node.js {survey['node']}, in {survey['interpreters']}. "
        f"Of the failures predicted, {foreseen} are foreseen with --opcodes only."
    )
    if survey["misses"]:
        yield paragraph("What did not come as predicted:")
        yield bullets(
            (
                code(miss["wheel"]),
                f" in {miss['release']}: {miss['module']}: {miss['said']}. {miss['why']}.",
            )
            for miss in survey["misses"]
        )


def _names(survey: dict[str, Any]) -> Iterator[nodes.Node]:
    yield table(
        ("Wheel", "Pyodide", "Python", "Module", "Found"),
        (
            (
                code(each["wheel"]),
                each["release"],
                each["python"],
                code(each["module"]),
                "yes" if each["outcome"] == "ok" else f"no: {each['said']}",
            )
            for each in sorted(survey["names"], key=lambda each: str(each["wheel"]))
        ),
        "pyemscripten-long-names",
    )


def _findings(survey: dict[str, Any]) -> Iterator[nodes.Node]:
    yield table(
        ("Wheel", "Rule", "Level", "What"),
        (
            (code(wheel["wheel"]), code(found["rule"]), found["level"], found["message"])
            for wheel in survey["wheels"]
            for found in wheel["findings"]
        ),
        "pyemscripten-long-names",
    )


def _wheels(survey: dict[str, Any]) -> Iterator[nodes.Node]:
    projects: dict[str, list[dict[str, Any]]] = {}
    for wheel in survey["wheels"]:
        projects.setdefault(wheel["project"], []).append(wheel)
    platforms = sorted({wheel["platform"] for wheel in survey["wheels"]})
    yield table(
        ("Project", *platforms),
        (
            (project, *(_cell(w for w in found if w["platform"] == p) for p in platforms))
            for project, found in sorted(projects.items())
        ),
    )


def _cell(wheels: Iterable[dict[str, Any]]) -> Content:
    return ", ".join(f"{wheel['version']} ({wheel['level'] or 'clean'})" for wheel in wheels)


_PARTS = {
    "summary": _summary,
    "truth": _truth,
    "names": _names,
    "findings": _findings,
    "wheels": _wheels,
}

DIRECTIVES: dict[str, type[DataDirective]] = {
    "pyemscripten-audit-rules": RulesDirective,
    "pyemscripten-survey": SurveyDirective,
}
