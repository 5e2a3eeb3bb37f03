"""Judge a wheel: run all checks over what was read of it, and make one verdict of the findings.

:mod:`~pyemscripten.audit.check_name` looks at what the wheel says it is for,
:mod:`~pyemscripten.audit.check_modules` and :mod:`~pyemscripten.audit.check_python` at its shared
libraries. What concerns the archive as a whole is here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyemscripten import wasm
from pyemscripten.lookup import Table, builtin
from pyemscripten.model import Platform, PyodideRelease
from pyemscripten.wheel_names import parse_wheel

from .check_modules import check_modules, stops_loading
from .check_name import check_name
from .contents import Contents, few, read_wheel
from .findings import Finding, Verdict
from .resolve import EXCEPTION_TAGS, libraries_of, uses_rpath
from .rules import (
    ARCHIVE,
    COMPILED,
    ERROR,
    FUNCTIONS,
    INSTRUCTIONS,
    LIBRARIES,
    RECORD,
    SIDE_MODULE,
    WARNING,
)
from .symbols import SymbolTable, symbol_platforms, symbol_table
from .wheel import Limits, WheelError


def audit(
    wheel: str | os.PathLike[str] | BinaryIO,
    *,
    name: str | None = None,
    platform: str | Platform | None = None,
    release: str | PyodideRelease | None = None,
    ignore: Iterable[str] = (),
    opcodes: bool = False,
    everywhere: bool = False,
    limits: Limits | None = None,
    table: Table | None = None,
) -> Verdict:
    r"""Judge a wheel by its bytes: what it needs against what its platform has.

    ``wheel`` is a path or a seekable binary file, ``name`` the wheel's file name if that does not
    have it. The rest are the options of ``pyemscripten audit``: ``platform`` is a platform version
    or tag to judge for instead of the one that the wheel claims, ``release`` a Pyodide release
    whose symbols to use instead of those of the platform's newest. ``ignore`` are codes of rules
    whose findings are dropped. With ``opcodes`` every instruction is looked at, which is slow;
    with ``everywhere`` every platform is tried, not only when the wheel does not fit its own.
    ``limits`` are how much a wheel may contain. ``table`` is newer data. The
    symbols are always those that the package carries: for a platform without them, only the form
    of the modules is checked.

    A damaged archive is a finding. Raises :class:`pyemscripten.InvalidName` for what by its name
    is no wheel, :class:`OSError` if there is no such file, :class:`ValueError` for a
    platform together with a release, and what :func:`pyemscripten.platform` and
    :func:`pyemscripten.release` raise.

    >>> import io, zipfile
    >>> file = io.BytesIO()
    >>> with zipfile.ZipFile(file, "w") as archive:
    ...     archive.writestr("speed.so", b"\x7fELF")
    >>> verdict = audit(file, name="speed-1.0-py3-none-pyemscripten_2026_0_wasm32.whl")
    >>> verdict.level, verdict.judged
    ('error', '2026_0')
    >>> [finding.message for finding in verdict.findings if finding.stage == "load"]
    ['speed.so is an ELF file, not WebAssembly']
    >>> verdict.as_json()["findings"][0]["rule"]
    'PYEM001'
    """
    if platform is not None and release is not None:
        raise ValueError("a platform and a release exclude each other: a release has its platform")
    if name is None:
        given = wheel if isinstance(wheel, (str, os.PathLike)) else getattr(wheel, "name", "")
        name = os.path.basename(os.fspath(given))
    parse_wheel(name)
    try:
        contents = read_wheel(wheel, name, limits=limits, keep_code=opcodes)
    except WheelError as error:
        return unreadable(name, str(error).removeprefix(f"{name}: "))
    return check(
        contents,
        platform,
        release,
        ignore=ignore,
        opcodes=opcodes,
        everywhere=everywhere,
        table=table,
    )


def unreadable(name: str, message: str) -> Verdict:
    """The verdict on a wheel of which nothing is known but why it cannot be read."""
    finding = Finding.of(ARCHIVE, "install", "", message)
    return Verdict(name, None, None, None, (), 0, 0, "", (finding,), ())


def check(
    contents: Contents,
    platform: str | Platform | None = None,
    release: str | PyodideRelease | None = None,
    *,
    ignore: Iterable[str] = (),
    opcodes: bool = False,
    everywhere: bool = False,
    table: Table | None = None,
) -> Verdict:
    """Judge what was read of a wheel.

    ``contents`` come from :func:`~pyemscripten.audit.contents.read_wheel`, with ``keep_code`` if
    ``opcodes`` are to be scanned. The options are those of :func:`audit`, where a ``release``
    leaves no choice of the ``platform``. Raises what :func:`pyemscripten.platform` and
    :func:`pyemscripten.release` raise.
    """
    table = table or builtin()
    claimed, findings = check_name(contents, table)
    judged = claimed
    carried = None
    if release is not None:
        carried = table.release(release)
        judged = table.platform(carried.platform) if carried.platform else None
    elif platform is not None:
        judged = table.platform(platform)
    symbols = symbols_of(judged, carried.version if carried else None)
    findings += _check_archive(contents)
    findings += _check_kind(contents, claimed)
    modules = list(check_modules(contents, judged, symbols, opcodes))
    failing = {finding.file for finding in modules if stops_loading(finding)}
    if judged is None and contents.parts.platforms == ("any",):
        modules = [_excused(finding) for finding in modules]
    findings += modules
    fits: tuple[str, ...] = ()
    if judged is not None and symbols is not None and contents.modules and not failing:
        fits = (judged.version,)
    if contents.modules and (everywhere or not fits):
        measured = [p for p in table.platforms if p.version in symbol_platforms()]
        fits = tuple(p.version for p in measured if not predict(contents, p))
    unknown = tuple(_unknown(contents, judged, symbols, findings, opcodes))
    dropped = set(ignore)
    findings = [finding for finding in findings if finding.rule not in dropped]
    findings.sort(key=lambda finding: (finding.level != ERROR, finding.rule, finding.file))
    return Verdict(
        wheel=contents.name,
        claimed=claimed.version if claimed else None,
        judged=judged.version if judged else None,
        release=symbols.release if symbols else None,
        fits=fits,
        modules=len(contents.modules),
        size=contents.size,
        unwinding=_unwinding(contents),
        findings=tuple(findings),
        unknown=unknown,
    )


def predict(
    contents: Contents,
    platform: str | Platform,
    release: str | None = None,
    *,
    opcodes: bool = False,
    table: Table | None = None,
) -> dict[str, str]:
    """The modules that will not load on a platform, each with the first reason.

    A module fails with a library that it needs. With ``opcodes``, so does one that uses
    instructions which Node.js 20 does not know.
    """
    found = (table or builtin()).platform(platform)
    symbols = symbols_of(found, release)
    failing: dict[str, str] = {}
    for finding in check_modules(contents, found, symbols, opcodes):
        if stops_loading(finding) or (
            opcodes and finding.rule == INSTRUCTIONS.code and finding.stage == "load"
        ):
            failing.setdefault(finding.file, f"{finding.rule}: {finding.message}")
    for path in contents.modules:
        for library in libraries_of(path, contents, uses_rpath(found)):
            if library in failing:
                failing.setdefault(path, f"{library} does not load ({failing[library]})")
    return failing


def symbols_of(platform: Platform | None, release: str | None = None) -> SymbolTable | None:
    """The symbol table of a platform or release, or `None` if this edition has none."""
    if platform is None or platform.version not in symbol_platforms():
        return None
    try:
        return symbol_table(platform.version, release)
    except KeyError:
        return None


# The archive and what it is for


def _check_archive(contents: Contents) -> Iterator[Finding]:
    """PYEM013 and PYEM014."""
    for problem in contents.problems:
        rule, level, stage = _PROBLEMS[problem.kind]
        yield Finding.of(rule, stage, problem.member, problem.message, level=level)


_PROBLEMS = {
    "archive": (ARCHIVE, ERROR, "install"),
    "case": (ARCHIVE, WARNING, "install"),
    "nested": (ARCHIVE, WARNING, ""),
    "no record": (RECORD, ERROR, "install"),
    "record": (RECORD, WARNING, ""),
    "unlisted": (RECORD, WARNING, ""),
}


def _check_kind(contents: Contents, claimed: Platform | None) -> Iterator[Finding]:
    """PYEM012, and the part of PYEM001 that concerns libraries of other systems."""
    compiled = contents.modules or contents.foreign
    archives = any(name.endswith((".a", ".o", ".wasm", ".js")) for name in contents.files)
    if claimed and not compiled and not archives:
        message = (
            f"nothing in the wheel is compiled: tagged none-any instead of {claimed.tag}, it would "
            "install everywhere"
        )
        yield Finding.of(COMPILED, "install", "", message)
    if contents.modules and contents.parts.platforms == ("any",):
        names = sorted(contents.modules)
        message = f"the wheel is tagged for any platform, but holds {few(names)}"
        yield Finding.of(COMPILED, "install", names[0], message, names)
    if contents.foreign:
        names = list(contents.foreign)
        message = f"{few(names)}: libraries of another system, useless here"
        yield Finding.of(SIDE_MODULE, "", names[0], message, names, level=WARNING)


def _excused(finding: Finding) -> Finding:
    """For wheels of any platform: a library of another system may be meant for that alone."""
    if finding.rule != SIDE_MODULE.code:
        return finding
    return finding.replace(level=WARNING)


# The whole wheel


def _unwinding(contents: Contents) -> str:
    """What the modules show of the unwinding model that they were compiled for."""
    wasm_exceptions = javascript = False
    for module in contents.modules.values():
        if isinstance(module, wasm.Module):
            for _space, name, kind, _type, _mutable in module.imports:
                if kind == "func":
                    javascript |= name.startswith("invoke_")
                else:
                    wasm_exceptions |= kind == "tag" and name in EXCEPTION_TAGS
    if wasm_exceptions and javascript:
        return "both"
    return "WebAssembly" if wasm_exceptions else "JavaScript" if javascript else ""


def _unknown(
    contents: Contents,
    platform: Platform | None,
    symbols: SymbolTable | None,
    findings: list[Finding],
    opcodes: bool,
) -> Iterator[str]:
    if not contents.modules:
        return
    if symbols is None:
        what = f"the symbols of {platform.version}" if platform else "a platform to judge for"
        yield f"Without {what}, only the form of the modules was checked."
        return
    yield "Which Emscripten compiled the modules: it is not written in them."
    if any(finding.rule == FUNCTIONS.code for finding in findings):
        yield "Whether the absent functions are ever called."
    if any(each.rule == LIBRARIES.code and each.level == WARNING for each in findings):
        yield "What the libraries from outside the wheel contain."
    if not opcodes:
        yield "Whether an old engine lacks an instruction: --opcodes looks at them."
