"""Say what the audit found: for people, for programs, for code hosts."""

from __future__ import annotations

from pyemscripten._record import Record
from pyemscripten.lookup import builtin

from .rules import BY_CODE, ERROR, RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pyemscripten.lookup import Table

    from .attempts import Trial
    from .findings import Finding, Verdict

#: The page, under the site's root, on which the rules are described.
RULES_PAGE = "audit/"


# For people


class Line(Record):
    """One line of a report for people. ``style`` is ``"head"``, a level, or ``"note"``."""

    style: str
    text: str


def as_lines(verdict: Verdict, *, verbose: bool = False) -> Iterator[Line]:
    """The report on one wheel; with ``verbose`` with evidence, meanings and fixes."""
    yield Line("head", f"{verdict.wheel}")
    yield Line(verdict.level or "fine", f"  {verdict.sentence}")
    told = set()
    for finding in verdict.findings:
        yield Line(finding.level, f"  {finding.level:<8}{finding.rule}  {finding.message}")
        if verbose and finding.count > 3:
            yield Line("note", f"            evidence: {_evidence(finding)}")
        if finding.rule not in told:
            told.add(finding.rule)
            rule = BY_CODE[finding.rule]
            if verbose:
                yield Line("note", f"            means: {rule.meaning}")
            if verbose or finding.level == ERROR:
                yield Line("note", f"            fix: {rule.fix}")
    if verbose:
        for unknown in verdict.unknown:
            yield Line("note", f"  not known: {unknown}")


def _evidence(finding: Finding) -> str:
    shown = ", ".join(finding.evidence)
    left = finding.count - len(finding.evidence)
    return f"{shown} and {left} more" if left > 0 else shown


# Against the truth


class Confirmation(Record):
    """A finding beside what the real runtime said.

    ``word`` is ``"confirmed"``, ``"contradicted"`` or ``"not observed"``; ``said`` are the
    runtime's words, or why there are none.
    """

    finding: Finding
    word: str
    said: str


def confirm(verdict: Verdict, trial: Trial) -> Iterator[Confirmation]:
    """Hold each finding of level error against what happened."""
    loads = {attempt.name: attempt for attempt in trial.modules}
    finds = {attempt.name: attempt for attempt in trial.finds}
    for finding in verdict.findings:
        if finding.level != ERROR:
            continue
        where = {"load": loads, "import": finds}.get(finding.stage, {})
        attempt = where.get(finding.file)
        if attempt is not None and attempt.outcome != "not tried":
            word = "contradicted" if attempt.outcome == "ok" else "confirmed"
            yield Confirmation(finding, word, attempt.detail or "it works")
        else:
            yield Confirmation(finding, "not observed", _UNOBSERVED[finding.stage])


_UNOBSERVED = {
    "install": "installers go by it; loading the modules shows nothing of it",
    "load": "the module could not be tried",
    "import": "the module could not be tried",
    "call": "it shows only when the function is called",
}


def surprises(verdict: Verdict, trial: Trial) -> Iterator[str]:
    """The modules that did not load although nothing was found against them."""
    blamed = {finding.file for finding in verdict.findings if finding.stage == "load"}
    for attempt in trial.modules:
        if attempt.failed and attempt.name not in blamed:
            yield f"{attempt.name} did not load: {attempt.detail}"


# For programs


def header(table: Table | None = None) -> dict[str, Any]:
    """What opens the JSON report: whose it is, and of which data, ``table`` if newer."""
    return {"format": "pyemscripten audit", **(table or builtin()).header()}


# For code hosts


def as_github(verdict: Verdict) -> Iterator[str]:
    """Workflow commands that GitHub Actions turns into annotations."""
    for finding in verdict.findings:
        message = f"{verdict.wheel}: {finding.message}. {BY_CODE[finding.rule].fix}"
        yield (
            f"::{finding.level} title={finding.rule} {_escape(BY_CODE[finding.rule].title)}"
            f"::{_escape(message, data=True)}"
        )
    if not verdict.findings:
        message = f"{verdict.wheel} {verdict.sentence}"
        yield f"::notice title=pyemscripten audit::{_escape(message, data=True)}"


def _escape(text: str, *, data: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text if data else text.replace(":", "%3A").replace(",", "%2C")


def as_sarif(verdicts: Iterable[tuple[str, Verdict]]) -> dict[str, Any]:
    """A SARIF 2.1.0 log, as code scanning reads it, of verdicts with their wheels' paths."""
    from pyemscripten.addresses import SITE
    from pyemscripten.data import VERSION

    order = {rule.code: number for number, rule in enumerate(RULES)}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "pyemscripten audit",
                        "version": VERSION,
                        "informationUri": SITE + RULES_PAGE,
                        "rules": [
                            {
                                "id": rule.code,
                                "shortDescription": {"text": rule.title},
                                "fullDescription": {"text": rule.meaning},
                                "help": {"text": rule.fix},
                                "helpUri": f"{SITE}{RULES_PAGE}#{rule.anchor}",
                                "defaultConfiguration": {"level": rule.level},
                            }
                            for rule in RULES
                        ],
                    }
                },
                "results": [
                    {
                        "ruleId": finding.rule,
                        "ruleIndex": order[finding.rule],
                        "level": finding.level,
                        "message": {"text": f"{finding.message}."},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": _uri(path)},
                                    "region": {"startLine": 1},
                                },
                                "logicalLocations": [
                                    {"fullyQualifiedName": finding.file or verdict.wheel}
                                ],
                            }
                        ],
                        "partialFingerprints": {
                            "finding/v1": f"{finding.rule}:{finding.file}:{finding.evidence[:1]}"
                        },
                    }
                    for path, verdict in verdicts
                    for finding in verdict.findings
                ],
            }
        ],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"))
