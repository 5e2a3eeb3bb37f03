"""Judge a wheel by its bytes: what its side modules need against what a platform has.

:func:`audit` does it all. :mod:`~pyemscripten.audit.wheel` reads the archive and
:mod:`pyemscripten.wasm` the modules, :mod:`~pyemscripten.audit.symbols` knows what each platform
offers, :mod:`~pyemscripten.audit.checks` compares, :mod:`~pyemscripten.audit.report` says it, and
:mod:`~pyemscripten.audit.trial` asks the real runtime.
"""

from __future__ import annotations

from pyemscripten._record import public

from .checks import audit
from .findings import Finding, Verdict
from .rules import RULES, Rule
from .wheel import Limits, WheelError

__all__ = ["RULES", "Finding", "Limits", "Rule", "Verdict", "WheelError", "audit"]

for _thing in (Finding, Limits, Rule, Verdict, WheelError, audit):
    public(_thing, __name__)
