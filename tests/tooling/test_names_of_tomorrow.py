"""No test invents a name that may become true: the platform that gets it would break the test."""

from __future__ import annotations

import re
from pathlib import Path

import pyemscripten

TESTS = Path(__file__).parents[1]
TABLE = pyemscripten.builtin()

#: What is far enough away to stand for what does not exist.
YEAR, PATCH, PYTHON = 2060, 50, 50

_PLATFORM = re.compile(r"(?<!\d)(20\d\d)_(\d{1,2})(?!\d)")
_PYTHON = re.compile(r"""\b(?:cp3|python3\.)(\d\d)\b|["']3\.(\d\d)(?:\.\d+)?["']""")


def invented(text: str) -> set[str]:
    """The names in a text that nothing has today and something may have one day."""
    platforms = {platform.version for platform in TABLE.platforms}
    newest = max(int(platform.python.split(".")[1]) for platform in TABLE.platforms)
    found = {
        match[0]
        for match in _PLATFORM.finditer(text)
        if match[0] not in platforms and int(match[1]) < YEAR and int(match[2]) < PATCH
    }
    return found | {
        match[0] for match in _PYTHON.finditer(text) if newest < int(match[1] or match[2]) < PYTHON
    }


def test_names_that_may_become_true_are_recognised() -> None:
    for name in ("20%s_0", "cp3%s", "'3.%s.1'", "pyemscripten_20%s_1_wasm32"):
        assert len(invented(name % 49)) == 1
    assert not invented("'2099_0', cp399, '3.99.1', cp310, 'pyemscripten_2026_99_wasm32'")


def test_no_test_has_one() -> None:
    found = {
        str(path.relative_to(TESTS)): invented(path.read_text("utf-8"))
        for path in TESTS.rglob("*.py")
    }
    assert {name: names for name, names in found.items() if names} == {}
