"""What the audit says of one wheel: its findings, and the verdict that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pyemscripten._record import Record

from .attempts import Trial
from .rules import BY_CODE, ERROR, WARNING, Rule

#: When a user meets what a finding is about, the earliest first.
STAGES = ("install", "load", "import", "call")

#: How many names a finding carries as evidence.
_EVIDENCE = 20


class Finding(Record):
    """One thing that is wrong.

    ``rule`` is the code of a rule and ``level`` is ``"error"`` or ``"warning"``. ``stage`` is when
    a user meets it: ``"install"``, ``"load"``, ``"import"``, ``"call"``, or ``""`` for what nobody
    meets by itself. ``file`` is the member concerned or ``""``, ``message`` one sentence,
    ``evidence`` the symbols or names it rests on (at most 20; ``count`` says how many there are),
    ``python`` whether it concerns symbols of CPython rather than of the platform.
    """

    rule: str
    level: str
    stage: str
    file: str
    message: str
    evidence: tuple[str, ...] = ()
    count: int = 0
    python: bool = False

    @classmethod
    def of(
        cls,
        rule: Rule,
        stage: str,
        file: str,
        message: str,
        names: Sequence[str] = (),
        *,
        level: str = "",
        python: bool = False,
    ) -> Finding:
        """A finding of the rule's own level, unless another is given, that rests on ``names``.

        >>> from pyemscripten.audit.rules import LIBRARIES
        >>> Finding.of(LIBRARIES, "load", "a.so", "a.so needs 'b.so'", ["b.so"]).level
        'error'
        """
        evidence = tuple(names[:_EVIDENCE])
        level = level or rule.level
        return cls(rule.code, level, stage, file, message, evidence, len(names), python)


class Verdict(Record):
    """What the audit says of one wheel.

    ``claimed`` is the platform of its tags (a version, or ``None`` if they name none that is
    known), ``judged`` the one it was judged for and ``release`` the Pyodide release whose symbols
    were used. ``fits`` lists the platforms on which all its modules are predicted to load.
    ``unwinding`` is what the modules were compiled for: ``"WebAssembly"``, ``"JavaScript"``,
    ``"both"`` or ``""`` where nothing shows it. ``unknown`` are sentences about what cannot be
    known from the bytes.
    """

    wheel: str
    claimed: str | None
    judged: str | None
    release: str | None
    fits: tuple[str, ...]
    modules: int
    size: int
    unwinding: str
    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]

    @property
    def level(self) -> str:
        """The gravest level among the findings, or ``""``."""
        levels = {finding.level for finding in self.findings}
        return ERROR if ERROR in levels else WARNING if levels else ""

    @property
    def loads(self) -> bool:
        """Whether every module is predicted to load on the platform judged."""
        return not any(
            finding.stage == "load" and finding.level == ERROR for finding in self.findings
        )

    @property
    def sentence(self) -> str:
        """The verdict in words: what the tag claims against what the bytes allow."""
        errors = [finding for finding in self.findings if finding.level == ERROR]
        warnings = len(self.findings) - len(errors)
        judged = self.judged
        also = f", with {_count(warnings, 'warning')}" if warnings else ""
        if judged is None:
            if errors:
                return f"cannot be used: {errors[0].message}"
            if not self.modules:
                return f"has no shared library and names no platform: nothing to audit{also}"
            return f"names no known platform: only the form of its modules was checked{also}"
        tagged = self.claimed == judged
        if not errors and self.modules and self.release is None:
            return (
                f"cannot be held against {judged}, whose symbols are not known here: only the form "
                f"of its modules was checked{also}"
            )
        if not errors:
            claim = ", as tagged" if tagged else f", though tagged for {self.claimed or 'none'}"
            what = _count(self.modules, "module") if self.modules else "no compiled module"
            return f"fits {judged}{claim} ({what}){also}"
        claim = ", which it is tagged for" if tagged else ""
        failing = {finding.file for finding in errors if finding.stage == "load"}
        if not failing:
            return f"does not work on {judged}{claim}: {_count(len(errors), 'error')}{also}"
        one = len(failing) == 1
        said = f"does not fit {judged}{claim}: {len(failing)} of {_count(self.modules, 'module')} "
        said += "does not load" if one else "do not load"
        if self.fits:
            said += f"; it would fit {' and '.join(self.fits)}"
        return said + also

    def as_json(self, trial: Trial | None = None) -> dict[str, Any]:
        """The object that the JSON report has for each wheel.

        The published schema ``audit.json`` describes it. ``trial`` adds what the real runtime
        said.
        """
        result: dict[str, Any] = {
            "wheel": self.wheel,
            "sentence": self.sentence,
            "level": self.level or None,
            "claimed": self.claimed,
            "judged": self.judged,
            "release": self.release,
            "fits": list(self.fits),
            "modules": self.modules,
            "size": self.size,
            "unwinding": self.unwinding or None,
            "findings": [
                {
                    "rule": finding.rule,
                    "level": finding.level,
                    "stage": finding.stage or None,
                    "file": finding.file or None,
                    "message": finding.message,
                    "evidence": list(finding.evidence),
                    "count": finding.count,
                    "python": finding.python,
                    "meaning": BY_CODE[finding.rule].meaning,
                    "fix": BY_CODE[finding.rule].fix,
                }
                for finding in self.findings
            ],
            "unknown": list(self.unknown),
        }
        if trial is not None:
            result["trial"] = trial.as_json()
        return result


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
