"""The compilers and tools on ``PATH``, held against what a platform needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ._record import Record
from .lookup import Table, builtin
from .model import Platform
from .versions import at_least, minor

#: What the checks of :func:`examine` can say. Only ``"wrong"`` and ``"absent"`` are findings.
VERDICTS = ("fits", "wrong", "absent", "optional")


class Check(Record):
    """One tool on this machine, held against a platform.

    ``found`` is its version, ``""`` if there is none; ``needed`` says in words what the platform
    needs. ``verdict`` is one of :data:`VERDICTS`: ``"absent"`` is a tool that is needed,
    ``"optional"`` one that is missing and only some builds need. ``advice`` says what to do,
    ``""`` if nothing.
    """

    tool: str
    found: str
    needed: str
    verdict: str
    advice: str = ""


def examine(
    platform: str | Platform,
    output: Callable[[Sequence[str]], str | None] | None = None,
    table: Table | None = None,
) -> tuple[Check, ...]:
    """Hold the compilers and tools on ``PATH`` against a platform.

    ``platform`` is as in :func:`pyemscripten.platform`, and so are the errors. ``output`` runs a
    command and gives what it prints, ``None`` if it cannot be started or fails; by default the
    real ones are run. ``table`` is newer data.

    >>> for check in examine("2026_0", lambda command: None):
    ...     print(check.tool, check.verdict)
    emcc absent
    python absent
    pyodide-build optional
    rustc optional
    node optional
    """
    table = table or builtin()
    found = table.platform(platform)
    ask = output or _output
    return (
        _emcc(found, ask(["emcc", "--version"])),
        _python(found, ask(["python3", "--version"])),
        _pyodide_build(table, ask(["pyodide", "--version"])),
        _rustc(found, ask),
        _node(ask(["node", "--version"])),
    )


def _output(command: Sequence[str]) -> str | None:
    import subprocess

    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout


def _first_version(text: str | None) -> str:
    import re

    found = re.search(r"\d+\.\d+(\.\d+)?", text or "")
    return found[0] if found else ""


def _emcc(platform: Platform, printed: str | None) -> Check:
    found = _first_version(printed)
    needed = f"{platform.emscripten} exactly"
    advice = f"emsdk install {platform.emscripten} && emsdk activate {platform.emscripten}"
    if not found:
        return Check("emcc", "", needed, "absent", f"{advice}, or let pyodide-build install it")
    if found != platform.emscripten:
        return Check("emcc", found, needed, "wrong", advice)
    return Check("emcc", found, needed, "fits")


def _python(platform: Platform, printed: str | None) -> Check:
    found = _first_version(printed)
    needed = f"{platform.python}, the minor version of the target"
    advice = f"run pyodide-build and cibuildwheel with Python {platform.python}"
    if not found:
        return Check("python", "", needed, "absent", advice)
    if minor(found) != platform.python:
        return Check("python", found, needed, "wrong", advice)
    return Check("python", found, needed, "fits")


def _pyodide_build(table: Table, printed: str | None) -> Check:
    import re

    statement = table.statement("pyodide-build", "generates", "pyemscripten")
    since = statement.since if statement else ""
    needed = f"{since} or later, which writes the tag that PyPI takes"
    line = re.search(r"pyodide-build version: (.+)", printed or "")
    if line is None:
        return Check("pyodide-build", "", needed, "optional", "pip install pyodide-build")
    found = _first_version(line[1])
    if not at_least(found, since):
        return Check("pyodide-build", found, needed, "wrong", "pip install -U pyodide-build")
    return Check("pyodide-build", found, needed, "fits")


def _rustc(platform: Platform, ask: Callable[[Sequence[str]], str | None]) -> Check:
    rust = platform.rust
    target = platform.names["rustc"][0]
    needed = f"{rust.toolchain}, with the target {target}"
    printed = ask(["rustc", "--version"])
    if not printed:
        return Check("rustc", "", needed, "optional", "needed for Rust only")
    found = printed.split()[1]
    if not rust_fits(platform, printed):
        advice = f"rustup toolchain install {rust.build_default} --target {target}"
        return Check("rustc", found, needed, "wrong", advice)
    folder = ask(["rustc", "--print", "target-libdir", "--target", target])
    if not folder or not _exists(folder.strip()):
        return Check("rustc", found, needed, "wrong", f"rustup target add {target}")
    return Check("rustc", found, needed, "fits")


def _exists(folder: str) -> bool:
    from pathlib import Path

    return Path(folder).is_dir()


def rust_fits(platform: str | Platform, printed: str, table: Table | None = None) -> bool:
    """Whether the toolchain that printed that line builds for a platform.

    ``platform`` is as in :func:`pyemscripten.platform`, and so are the errors. ``printed`` is the
    output of ``rustc --version``. A nightly is judged by its day where the platform names one.
    ``table`` is newer data.

    >>> rust_fits("2026_0", "rustc 1.95.0 (59807616e 2026-04-14)")
    True
    >>> rust_fits("2024_0", "rustc 1.95.0 (59807616e 2026-04-14)")
    False
    """
    import re

    day = r"\d{4}-\d{2}-\d{2}"
    rust = (table or builtin()).platform(platform).rust
    after, before = re.search(day, rust.minimum), re.search(day, rust.maximum)
    built = re.search(day, printed)
    if built and "-nightly" in printed and (after or before):
        return (not after or built[0] > after[0]) and (not before or built[0] < before[0])
    oldest = re.search(r"\d+\.\d+\.\d+", rust.minimum)
    return oldest is not None and at_least(_first_version(printed), oldest[0])


def _node(printed: str | None) -> Check:
    needed = "any that starts Pyodide, to test wheels"
    if printed is None:
        return Check("node", "", needed, "optional", "needed to try wheels here")
    return Check("node", _first_version(printed), needed, "fits")
