"""A platform of the year 2999, added to a copy of this project as a maintainer would add one.

Its entries are written after the newest ones, so that nothing here knows which these are. First it
is a draft with one alpha that nobody measured; then it has a final release that was.

    python -m tests.support.tomorrow FOLDER        # a copy with the draft
    python -m tests.support.tomorrow FOLDER final  # the same, final and measured
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from pyemscripten import builtin
from pyemscripten.audit import symbols
from pyemscripten.evidence.platforms import OBSERVABLE, describe
from pyemscripten.evidence.recorded import (
    ARTIFACT,
    MODULE,
    RECORDED,
    RUNTIME,
    ReleaseEvidence,
    recorded,
    to_text,
)
from pyemscripten.verify.symbols import packaged
from tests.support.tables import measured_releases

ROOT = Path(__file__).parents[2]

PLATFORM = "2999_0"

TABLE = builtin()
#: What the entries are written after: the newest platform, and the newest release on npm.
_MODEL = [platform for platform in TABLE.platforms if platform.version != PLATFORM][-1]
_LIKE = [each for each in measured_releases(TABLE) if each.platform != PLATFORM][-1]

PYTHON = f"3.{int(_MODEL.python.split('.')[1]) + 1}"
EMSCRIPTEN = f"{int(_MODEL.emscripten.split('.')[0]) + 1}.0.0"
#: Pyodide is named after its Python: 314.0.0 has Python 3.14.
FINAL = f"{PYTHON.replace('.', '')}.0.0"
ALPHA = f"{FINAL}a1"
TAG = f"pyemscripten_{PLATFORM}_wasm32"

_DATA = Path("src", "pyemscripten", "data")
_INTEGRITY = f"sha512-{base64.b64encode(hashlib.sha512(b'2999').digest()).decode()}"
_CLANG, _LLVM = "99.0.0git", "299929992999299929992999"


def copy(folder: Path) -> None:
    """The files of this project that git has or would add, as they are now, in a repository."""
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    author = ("-c", "user.name=Nobody", "-c", "user.email=nobody@localhost")
    _git(folder, *author, "commit", "--quiet", "--message", "Before")


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def draft(folder: Path) -> None:
    """Add the platform, and a first alpha that has a tag in git and is not on npm."""
    day = _day(1)
    _edit(folder, "platforms", _put, "PLATFORMS", PLATFORM, _platform(ALPHA, measured=False))
    _edit(folder, "releases", _put, "RELEASES", ALPHA, _release(ALPHA, day))
    _edit(folder, "emscripten", _put, "EMSCRIPTEN", EMSCRIPTEN, _emscripten())
    _edit(folder, "__init__", _raise, "2999.1.0", day)
    _format(folder)


def final(folder: Path) -> None:
    """Add the first final release to the draft, with what was measured of it."""
    day = _day(2)
    _edit(folder, "platforms", _put, "PLATFORMS", PLATFORM, _platform(FINAL, measured=True))
    _edit(folder, "releases", _put, "RELEASES", FINAL, _release(FINAL, day, _npm(day)))
    _edit(folder, "emscripten", _put, "EMSCRIPTEN", EMSCRIPTEN, _emscripten(measured=True))
    _edit(folder, "__init__", _raise, "2999.2.0", day)
    _format(folder)
    # What `make refresh` measures of a real release.
    subprocess.run(
        [sys.executable, "-m", "tests.support.tomorrow", "record"],
        cwd=folder,
        env=environment(folder),
        check=True,
    )


def environment(folder: Path) -> dict[str, str]:
    """The environment in which commands use the copy, and what runs there counts as no test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return {**kept, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}


def _day(later: int) -> str:
    return (datetime.now(tz=timezone.utc).date() + timedelta(later)).isoformat()


def _edit(folder: Path, module: str, change: Callable[..., str], *arguments: str) -> None:
    path = folder / _DATA / f"{module}.py"
    path.write_text(change(path.read_text("utf-8"), *arguments), "utf-8")


def _format(folder: Path) -> None:
    """Lay the entries out as an editor does."""
    command = [sys.executable, "-m", "ruff", "format", "--quiet", str(_DATA)]
    subprocess.run(command, cwd=folder, check=True)


def _put(text: str, name: str, version: str, entry: str) -> str:
    """The text of a table with an entry at its end, or in place of the one that was there."""
    last = _entries(text, name)[-1]
    lines = text.splitlines(keepends=True)
    there = f'"{version}"' in "".join(lines[last.lineno - 1 : last.lineno + 1])
    lines[last.lineno - 1 if there else last.end_lineno : last.end_lineno] = [entry]
    return "".join(lines)


def _entries(text: str, name: str) -> list[Any]:
    """The calls that a table is made of."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            found: list[Any] = node.value.elts  # type: ignore[attr-defined]
            return found
    raise AssertionError(f"there is no {name}")


def _raise(text: str, version: str, as_of: str) -> str:
    text = re.sub(r'^VERSION = ".*"', f'VERSION = "{version}"', text, flags=re.MULTILINE)
    return re.sub(r'^AS_OF = ".*"', f'AS_OF = "{as_of}"', text, flags=re.MULTILINE)


def _platform(release: str, *, measured: bool) -> str:
    """The newest platform's entry with other names and versions, and nothing that nobody saw."""
    text = (ROOT / _DATA / "platforms.py").read_text("utf-8")
    model = _entries(text, "PLATFORMS")[-1]
    words = {word.arg: ast.get_source_segment(text, word.value) for word in model.keywords}
    entry = "".join(text.splitlines(keepends=True)[model.lineno - 1 : model.end_lineno])
    seen = describe(_evidence()[MODULE]) if measured else ""
    unwinding = words["unwinding"]
    if seen != _MODEL.unwinding.evidence:
        entry = entry.replace(f"={unwinding},", f'={unwinding}.replace(evidence="{seen}"),')
    # What tools call it is written when they know it.
    entry = entry.replace(f"={words['names']},", '={"rustc": (RUST_TARGET,)},')
    renamed = {
        _MODEL.version: PLATFORM,
        _MODEL.emscripten: EMSCRIPTEN,
        _MODEL.python: PYTHON,
        **{row.version: release for row in TABLE.releases if row.platform == _MODEL.version},
    }
    for old, new in renamed.items():
        entry = entry.replace(f'"{old}"', f'"{new}"')
    entry = re.sub(r'\s*\bcibuildwheel\("[^"]*"\),?', "", entry)
    # No page is about it yet; the build files are.
    entry = entry.replace(f'abi("{_MODEL.python.replace(".", "")}")', f'envs("{release}")')
    if not measured:
        entry = re.sub(r'\s*\b(ran|main_module)\("[^"]*"\),?', "", entry)
    twice = r'(envs\("[^"]*"\))((?:,\s*\w+(?:\([^()]*\))?)*),\s*\1,?'
    return re.sub(twice, r"\1\2,", entry)


def _release(version: str, day: str, npm: str = "") -> str:
    basis = "build stamp" if npm else "git commit"
    return f"""\
    PyodideRelease(
        version="{version}",
        date="{day}",
        date_basis="{basis}",
        python="{PYTHON}.0{version.removeprefix(FINAL)}",
        emscripten="{EMSCRIPTEN}",
        platform="{PLATFORM}",
        git_commit="{hashlib.sha1(version.encode()).hexdigest()}",
{npm}        read="{day}",
    ),
"""


def _npm(day: str) -> str:
    return f"""\
        npm=Npm(
            integrity="{_INTEGRITY}",
            built="{day}T12:00:00",
            config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
            wheel_tags=("{TAG}",),
            micropip="{_LIKE.micropip}",
            packaging="{_LIKE.packaging}",
        ),
"""


def _emscripten(*, measured: bool = False) -> str:
    seen = f'clang="{_CLANG}", llvm_commit="{_LLVM}", clang_release="{FINAL}"' if measured else ""
    return f"""\
    Emscripten(
        "{EMSCRIPTEN}",
        "{_day(0)}",
        "{hashlib.sha1(EMSCRIPTEN.encode()).hexdigest()}",
        EMSCRIPTEN_CHANGELOG,
        {seen}
    ),
"""


# What was measured --------------------------------------------------------------------------------


def record() -> None:
    """Record what the final release shows, in the copy that this runs in."""
    seen = recorded()
    assert seen.listing
    listing = replace(seen.listing, versions=(*seen.listing.versions, FINAL))
    releases = {**seen.releases, FINAL: ReleaseEvidence(FINAL, _evidence())}
    seen = replace(seen, listing=listing, releases=releases)
    RECORDED.write_text(to_text(seen, TABLE.as_of), "utf-8")
    offers = packaged()
    newest = offers[_LIKE.platform or ""][_LIKE.version]
    suffixes = tuple(map(_renamed, newest.suffixes))
    offers[PLATFORM] = {FINAL: newest._replace(integrity=_INTEGRITY, suffixes=suffixes)}
    Path(symbols.PATH).write_bytes(symbols.pack(offers))


def _evidence() -> dict[str, Any]:
    """What the final release shows: what the newest one on npm does, under its own names."""
    parts: dict[str, Any] = json.loads(
        _renamed(json.dumps(recorded().releases[_LIKE.version].parts))
    )
    parts[ARTIFACT]["integrity"] = _INTEGRITY
    row = next((release for release in TABLE.releases if release.version == FINAL), None)
    built = date.fromisoformat(row.date if row else _day(2))
    parts[RUNTIME]["sys_version"] = (
        f"{PYTHON}.0 (main, {built:%b} {built.day:2} {built.year}, 12:00:00) "
        f"[Clang {_CLANG} (https:/github.com/llvm/llvm-project {_LLVM}"
    )
    ours = {library.name: library.version for library in _MODEL.static_libraries}
    parts[RUNTIME]["libraries"] = {name: ours[name] for name in OBSERVABLE if name in ours}
    return parts


def _renamed(text: str) -> str:
    renamed = {
        f'"{_LIKE.version}"': f'"{FINAL}"',
        f'"{_LIKE.platform}"': f'"{PLATFORM}"',
        f"_{_LIKE.platform}_": f"_{PLATFORM}_",
        f'"{_LIKE.python}"': f'"{PYTHON}.0"',
        f"cpython-{_LIKE.python_minor.replace('.', '')}": f"cpython-{PYTHON.replace('.', '')}",
        _LIKE.generic_tag.removesuffix("_wasm32"): f"emscripten_{EMSCRIPTEN.replace('.', '_')}",
        f"emscripten-{_LIKE.emscripten}": f"emscripten-{EMSCRIPTEN}",
        f'"{_LIKE.emscripten}"': f'"{EMSCRIPTEN}"',
    }
    for old, new in renamed.items():
        text = text.replace(old, new)
    return text


if __name__ == "__main__":
    if sys.argv[1:] == ["record"]:
        record()
    else:
        target = Path(sys.argv[1])
        copy(target)
        draft(target)
        if sys.argv[2:] == ["final"]:
            final(target)
