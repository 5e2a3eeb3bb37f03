"""Wheels made in memory, and what the audit says of them."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pyemscripten
from pyemscripten.audit import Finding, Verdict
from pyemscripten.audit.checks import check
from pyemscripten.audit.contents import Contents, read_wheel
from pyemscripten.audit.symbols import symbol_platforms
from tests.audit.assemble import wheel
from tests.wasm.assemble import side_module

NEWEST = pyemscripten.builtin().recommended()[0]
OLDEST = pyemscripten.platform(symbol_platforms()[0])
MINOR = NEWEST.python.replace(".", "")
SUFFIX = f".cpython-{MINOR}-wasm32-emscripten.so"
NAME = f"fixture-1.0-cp{MINOR}-cp{MINOR}-{NEWEST.tag}.whl"
GOOD = side_module(exports=("PyInit_good",))


def contents(name: str, files: Mapping[str, bytes], **details: object) -> Contents:
    return read_wheel(io.BytesIO(wheel(name, files, **details)), name, keep_code=True)  # type: ignore[arg-type]


def judge(files: Mapping[str, bytes], name: str = NAME, **options: object) -> Verdict:
    return check(contents(name, files), **options)  # type: ignore[arg-type]


def one(module: bytes) -> tuple[str, str, str, str]:
    """The only finding about a module: rule, level, stage, message."""
    (found,) = judge({"a.so": module}).findings
    return found.rule, found.level, found.stage, found.message


def found(verdict: Verdict, rule: str) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.rule == rule]
