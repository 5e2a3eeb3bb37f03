"""Judge a wheel by its bytes: what its side modules need against what a platform has.

:mod:`~pyemscripten.audit.wheel` reads the archive, :mod:`~pyemscripten.wasm` the modules,
:mod:`~pyemscripten.audit.symbols` knows what each platform offers,
:mod:`~pyemscripten.audit.checks` compares, and :mod:`~pyemscripten.audit.report` says it.
"""

from __future__ import annotations
