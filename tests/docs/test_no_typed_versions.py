"""No page or script states by hand what the data states: versions, tags, dates of releases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pyemscripten
from tests.support.site import ROOT, sources

TABLE = pyemscripten.builtin()

#: What is not typed by hand, or is checked: addresses, roles, facts in code, arguments of
#: directives, doctests, and tables that `pyemscripten pep sync` writes.
NOT_PROSE = re.compile(
    r"https?://[^\s)>\]]+|\{pyemscripten\}`[^`]+`|\|[\w.+-]+\||```pycon\n.*?```"
    r"|\{pyemscripten-[\w-]+\}[^\n]*"
    r"|pyemscripten platforms: begin.*?pyemscripten platforms: ends",
    re.DOTALL,
)

#: What looks like a version of something that the data knows.
VERSION = re.compile(
    r"(?<![\w.-])(?:\d+\.\d+\.\d+(?:(?:a|b|rc)\d+|-alpha\.\d+)?|3\.\d{1,2}|20\d\d_\d+)(?![\w.-]\d)"
    r"|(?:pyemscripten|pyodide|emscripten)_\d[\d_]*\w*|cp3\d+-pyodide_wasm32|wasm32-pyodide\d+"
)

PRIVATE = "a private build: that no platform uses it is checked"

#: File -> what it says by hand -> why it may.
ALLOWED: dict[str, dict[str, str]] = {
    "README.md": {
        "3.10": "the oldest Python that this package runs on",
        "3.11": "the oldest Python that builds the site",
    },
    "docs/audit.md": {"2.1.0": "the version of SARIF"},
    "docs/how-to/install-for-another-platform.md": {
        "3.13.2": "the Python of an invented private build",
        "emscripten_4_0_15_wasm32": PRIVATE,
    },
    "docs/how-to/private-builds.md": {
        "3.14": "the Python of an invented private build",
        "4.0.15": PRIVATE,
        "emscripten_4_0_15_wasm32": PRIVATE,
    },
    "docs/how-to/validate-in-an-index.md": {
        "pyemscripten_99999_0_wasm32": "well-formed, and unknown for ever",
    },
    "docs/tutorial.md": {"3.10": "the oldest Python of the example's package"},
    "scripts/bench/tags_speed.py": dict.fromkeys(
        ("0.4.12", "2.31.0", "2026.11.22", "3.1"), "versions of invented projects"
    ),
}


def typed(path: Path) -> set[str]:
    """What a file states by hand."""
    text = NOT_PROSE.sub("", path.read_text(encoding="utf-8"))
    return set(VERSION.findall(text))


SOURCES = [*sources(), *sorted((ROOT / "scripts").rglob("*.py"))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_versions_come_from_the_data(path: Path) -> None:
    allowed = ALLOWED.get(path.relative_to(ROOT).as_posix(), {})
    found = typed(path) - set(allowed)
    assert not found, (
        "write these as {pyemscripten}`2026_0.emscripten`, in a pyemscripten-code block as "
        "|2026_0.emscripten|, or give a reason in ALLOWED"
    )


def test_reasons_are_still_needed() -> None:
    for name, reasons in ALLOWED.items():
        assert set(reasons) <= typed(ROOT / name), name


def test_the_private_build_is_one() -> None:
    assert pyemscripten.find(emscripten="4.0.15") == ()
    assert "4.0.15" not in {release.emscripten for release in TABLE.releases}


def test_the_lint_sees_every_kind_of_fact(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    platform = TABLE.platforms[0]
    facts = {
        platform.version,
        platform.tag,
        platform.legacy_tag,
        platform.generic_tag,
        platform.emscripten,
        platform.python,
        *(release.version for release in TABLE.releases),
        *(name for p in TABLE.platforms for names in p.names.values() for name in names),
    } - {"wasm32-unknown-emscripten"}
    page.write_text("\n".join(f"It is `{fact}`." for fact in sorted(facts)), encoding="utf-8")
    assert typed(page) == facts
