"""Read WebAssembly: what a module needs, offers and is, without running or trusting it.

:func:`parse` and :func:`parse_stream` read the sections of a module, and
:func:`pyemscripten.wasm.opcodes.scan` its instructions. Nothing here knows of platforms:
:mod:`pyemscripten.audit` judges.
"""

from __future__ import annotations

from .errors import WasmError
from .module import KINDS, Dylink, Export, Import, Memory, Module, parse, parse_stream

__all__ = [
    "KINDS",
    "Dylink",
    "Export",
    "Import",
    "Memory",
    "Module",
    "WasmError",
    "parse",
    "parse_stream",
]
