"""What a run is about."""

from __future__ import annotations

import pyemscripten
from pyemscripten.evidence.checks import check
from pyemscripten.evidence.recorded import Evidence
from pyemscripten.verify.gather import Scope

TABLE = pyemscripten.builtin()


def test_scope() -> None:
    checks = check(TABLE, Evidence(tools_unchecked={"uv==1": "no"}))
    uv = checks[-1]
    assert uv.subject == "uv==1"
    assert Scope().keeps(uv)
    assert Scope(tools=frozenset({"uv"})).keeps(uv)
    assert not Scope(tools=frozenset({"pip"})).keeps(uv)
    assert Scope(tools=frozenset({"pip"})).keeps(checks[0])
