"""The checks: what is in a wheel against what its platform has.

Each check belongs to a :class:`~pyemscripten.audit.rules.Rule`. :func:`check` runs all of them
over the :class:`~pyemscripten.audit.contents.Contents` of one wheel and gives a :class:`Verdict`.
"""

from __future__ import annotations

import functools
import os
import re

from pyemscripten import lookup, wasm
from pyemscripten._record import Record

from .contents import few
from .resolve import (
    EXCEPTION_TAGS,
    Unresolved,
    is_python,
    libraries_of,
    unresolved,
    uses_rpath,
)
from .rules import BY_CODE, ERROR, WARNING
from .symbols import symbol_platforms, symbol_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyemscripten.model import Platform

    from .contents import Contents
    from .resolve import Needed
    from .symbols import SymbolTable

#: When a user meets what a finding is about, the earliest first. ``""`` means never by itself.
STAGES = ("install", "load", "import", "call", "")

_PLATFORM_TAG = re.compile(r"(?:pyemscripten|pyodide)_([0-9]+_[0-9]+)_wasm32")
_GENERIC_TAG = re.compile(r"emscripten_([0-9]+)_([0-9]+)_([0-9]+)_wasm32")
_CPYTHON = re.compile(r"\.cpython-3([0-9]+)-")
_LIBCXX = re.compile(r"B8ne([0-9]{6})")
_INIT = re.compile(r"Py(?:Init|ModExport)(U?)_(.+)", re.DOTALL)
_EVIDENCE = 20


class Finding(Record):
    """One thing that is wrong.

    ``rule`` is the code of a rule and ``level`` one of :data:`~pyemscripten.audit.rules.LEVELS`;
    ``stage`` one of :data:`STAGES`. ``file`` is the member concerned or ``""``, ``message`` one
    sentence, ``evidence`` the symbols or names it rests on (at most 20; ``count`` says how many
    there are), ``python`` whether it concerns symbols of CPython rather than of the platform.
    """

    rule: str
    level: str
    stage: str
    file: str
    message: str
    evidence: tuple[str, ...] = ()
    count: int = 0
    python: bool = False


class Verdict(Record):
    """What the audit says of one wheel.

    ``claimed`` is the platform of its tags (a version, or ``None`` if they name none that is
    known), ``judged`` the one it was judged for and ``release`` the Pyodide release whose symbols
    were used. ``fits`` lists the platforms on which all its modules are predicted to load.
    ``unwinding`` is what the modules were compiled for: ``"WebAssembly"``, ``"JavaScript"``,
    ``"both"`` or ``""`` where nothing shows it. ``unknown`` are sentences about what cannot be
    known from the bytes.
    """

    wheel: str
    claimed: str | None
    judged: str | None
    release: str | None
    fits: tuple[str, ...]
    modules: int
    size: int
    unwinding: str
    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]

    @property
    def level(self) -> str:
        """The gravest level among the findings, or ``""``."""
        levels = {finding.level for finding in self.findings}
        return ERROR if ERROR in levels else WARNING if levels else ""

    @property
    def loads(self) -> bool:
        """Whether every module is predicted to load on the platform judged."""
        return not any(
            finding.stage == "load" and finding.level == ERROR for finding in self.findings
        )


def check(
    contents: Contents,
    platform: str | None = None,
    release: str | None = None,
    *,
    ignore: Iterable[str] = (),
    opcodes: bool = False,
    everywhere: bool = False,
) -> Verdict:
    """Judge a wheel.

    ``contents`` come from :func:`~pyemscripten.audit.contents.read_wheel`, with ``keep_code`` if
    ``opcodes`` are to be scanned. ``platform`` is a platform version or tag to judge for instead
    of the one that the wheel claims, ``release`` a Pyodide release whose symbols to use instead of
    the newest of the platform. ``ignore`` are codes of rules whose findings are dropped. With
    ``everywhere`` every platform is tried, not only when the wheel does not fit its own.

    Raises what :func:`pyemscripten.platform` and :func:`pyemscripten.release` raise.
    """
    findings: list[Finding] = []
    claimed = _check_tags(contents, findings)
    judged = claimed
    if release is not None:
        carried = lookup.release(release)
        release = carried.version
        judged = lookup.platform(carried.platform) if carried.platform else None
    elif platform is not None:
        judged = lookup.platform(platform)
    table = symbols_of(judged, release)
    findings += _check_archive(contents)
    findings += _check_kind(contents, claimed)
    modules = _check_modules(contents, judged, table, opcodes)
    failing = {finding.file for finding in modules if _stops_loading(finding)}
    if judged is None and contents.parts.platforms == ("any",):
        modules = [_excused(finding) for finding in modules]
    findings += modules
    fits: tuple[str, ...] = ()
    if judged is not None and table is not None and contents.modules and not failing:
        fits = (judged.version,)
    if contents.modules and (everywhere or not fits):
        fits = tuple(version for version in symbol_platforms() if not predict(contents, version))
    unknown = tuple(_unknown(contents, judged, table, findings, opcodes))
    dropped = set(ignore)
    findings = [finding for finding in findings if finding.rule not in dropped]
    findings.sort(key=lambda finding: (finding.level != ERROR, finding.rule, finding.file))
    return Verdict(
        wheel=contents.name,
        claimed=claimed.version if claimed else None,
        judged=judged.version if judged else None,
        release=table.release if table else None,
        fits=fits,
        modules=len(contents.modules),
        size=contents.size,
        unwinding=_unwinding(contents),
        findings=tuple(findings),
        unknown=unknown,
    )


def predict(
    contents: Contents, platform: str, release: str | None = None, *, opcodes: bool = False
) -> dict[str, str]:
    """The modules that will not load on a platform, each with the first reason.

    A module fails with a library that it needs. With ``opcodes``, so does one that uses
    instructions which Node.js 20 does not know.
    """
    found = lookup.platform(platform)
    table = symbols_of(found, release)
    failing: dict[str, str] = {}
    for finding in _check_modules(contents, found, table, opcodes):
        if _stops_loading(finding) or (
            opcodes and finding.rule == "PYEM010" and finding.stage == "load"
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


def _excused(finding: Finding) -> Finding:
    """For wheels of any platform: a library of another system may be meant for that alone."""
    if finding.rule != "PYEM001":
        return finding
    return finding.replace(level=WARNING)


def _stops_loading(finding: Finding) -> bool:
    return finding.stage == "load" and finding.level == ERROR


# Tags


def _check_tags(contents: Contents, findings: list[Finding]) -> Platform | None:
    """PYEM011; the platform that the file name claims."""

    def report(level: str, message: str, *evidence: str) -> None:
        findings.append(Finding("PYEM011", level, "install", "", message, evidence, len(evidence)))

    claimed: dict[str, Platform] = {}
    strange = []
    for tag in contents.parts.platforms:
        if tag == "any":
            continue
        named = _PLATFORM_TAG.fullmatch(tag)
        generic = _GENERIC_TAG.fullmatch(tag)
        if named and named[1].isascii():
            try:
                platform = lookup.platform(named[1])
            except LookupError as error:
                report(ERROR, f"the tag {tag} names no known platform: {error}", tag)
                continue
            claimed[platform.version] = platform
        elif generic:
            version = ".".join(generic.groups())
            same = lookup.find(emscripten=version)
            if same:
                claimed[same[0].version] = same[0]
            report(
                WARNING,
                f"the tag {tag} names Emscripten {version}, not a platform"
                + (f": judged as {same[0].version}" if same else ", and no platform uses that"),
                tag,
            )
        else:
            strange.append(tag)
    ours = [tag for tag in strange if tag.startswith(("pyemscripten", "pyodide", "emscripten"))]
    if ours:
        report(ERROR, f"{few(ours)} is no platform tag", *ours)
    others = [tag for tag in strange if tag not in ours]
    if others:
        report(ERROR, f"the wheel is for another system: {few(others)}", *others)
    if len(claimed) > 1:
        report(ERROR, f"the tags name several platforms: {', '.join(claimed)}", *claimed)
    _check_wheel_file(contents, report)
    if len(claimed) != 1:
        return None
    (only,) = claimed.values()
    _check_python_tag(contents, only, report)
    return only


def _check_wheel_file(contents: Contents, report: Callable[..., None]) -> None:
    parts = contents.parts
    if not contents.wheel_file:
        report(ERROR, "there is no WHEEL file: installers refuse it")
        return
    if len(parts.pythons) * len(parts.abis) * len(parts.platforms) > _MOST_TAGS:
        report(ERROR, f"the name stands for more than {_MOST_TAGS} tags")
        return
    named = {
        f"{python}-{abi}-{platform}"
        for python in parts.pythons
        for abi in parts.abis
        for platform in parts.platforms
    }
    written: set[str] = set()
    for tag in contents.tags:
        pieces = [piece.split(".") for piece in tag.split("-")]
        if len(pieces) != 3 or len(pieces[0]) * len(pieces[1]) * len(pieces[2]) > _MOST_TAGS:
            report(ERROR, f"WHEEL has the tag {tag[:80]!r}, which is none")
            return
        written.update(f"{a}-{b}-{c}" for a in pieces[0] for b in pieces[1] for c in pieces[2])
    if named != written:
        differ = sorted(named ^ written)
        said = few(sorted(written)) if written else "no tag"
        report(ERROR, f"WHEEL says {said}, and the file name says otherwise", *differ[:_EVIDENCE])


_MOST_TAGS = 1000


def _check_python_tag(contents: Contents, platform: Platform, report: Callable[..., None]) -> None:
    minor = int(platform.python.partition(".")[2])
    versions = [int(tag[3:]) for tag in contents.parts.pythons if re.fullmatch("cp3[0-9]+", tag)]
    if not versions or "none" in contents.parts.abis:
        return
    floor = _abi3_floor(contents)
    if minor in versions or (floor is not None and floor <= minor):
        return
    report(
        WARNING,
        f"the wheel is for Python 3.{min(versions)}, but Pyodide's releases of "
        f"{platform.version} run Python {platform.python}",
        *contents.parts.pythons,
    )


def _abi3_floor(contents: Contents) -> int | None:
    """The minor version of Python from which the wheel's tag promises the stable ABI."""
    if "abi3" not in contents.parts.abis:
        return None
    versions = [int(tag[3:]) for tag in contents.parts.pythons if re.fullmatch("cp3[0-9]+", tag)]
    return min(versions, default=None)


# The archive and what it is for


def _check_archive(contents: Contents) -> Iterator[Finding]:
    """PYEM013 and PYEM014."""
    for problem in contents.problems:
        rule, level, stage = _PROBLEMS[problem.kind]
        yield Finding(rule, level, stage, problem.member, problem.message)


_PROBLEMS = {
    "archive": ("PYEM014", ERROR, "install"),
    "case": ("PYEM014", WARNING, "install"),
    "nested": ("PYEM014", WARNING, ""),
    "no record": ("PYEM013", ERROR, "install"),
    "record": ("PYEM013", WARNING, ""),
    "unlisted": ("PYEM013", WARNING, ""),
}


def _check_kind(contents: Contents, claimed: Platform | None) -> Iterator[Finding]:
    """PYEM012, and the part of PYEM001 that concerns libraries of other systems."""
    compiled = contents.modules or contents.foreign
    archives = any(name.endswith((".a", ".o", ".wasm", ".js")) for name in contents.files)
    if claimed and not compiled and not archives:
        yield Finding(
            "PYEM012",
            WARNING,
            "install",
            "",
            f"nothing in the wheel is compiled: tagged none-any instead of {claimed.tag}, it would "
            "install everywhere",
        )
    if contents.modules and contents.parts.platforms == ("any",):
        names = sorted(contents.modules)
        yield Finding(
            "PYEM012",
            WARNING,
            "install",
            names[0],
            f"the wheel is tagged for any platform, but holds {few(names)}",
            tuple(names[:_EVIDENCE]),
            len(names),
        )
    if contents.foreign:
        yield Finding(
            "PYEM001",
            WARNING,
            "",
            contents.foreign[0],
            f"{few(list(contents.foreign))}: libraries of another system, useless here",
            contents.foreign[:_EVIDENCE],
            len(contents.foreign),
        )


# Modules


def _check_modules(
    contents: Contents, platform: Platform | None, table: SymbolTable | None, opcodes: bool
) -> list[Finding]:
    findings: list[Finding] = []
    for path, module in contents.modules.items():
        if isinstance(module, wasm.WasmError):
            said = str(module)
            article = "" if said.startswith(("a ", "an ")) else "malformed WebAssembly: "
            findings.append(Finding("PYEM001", ERROR, "load", path, f"{path} is {article}{said}"))
        elif module.dylink is None:
            findings.append(Finding("PYEM001", ERROR, "load", path, _no_dylink(path, module)))
        else:
            findings += _check_memory(path, module)
            if platform is not None and table is not None:
                findings += _check_resolution(path, module, contents, platform, table)
                findings += _check_suffix(path, module, contents, platform, table)
                findings += _check_library(path, module, platform, table)
            findings += _check_stable_abi(path, module, contents)
            findings += _check_types(path, module)
            if opcodes:
                findings += _check_opcodes(path, module)
    return findings


def _no_dylink(path: str, module: wasm.Module) -> str:
    if "dylink.0" in module.custom_sections:
        return f"{path}: the section dylink.0 is not the first, as the loader demands"
    if "dylink" in module.custom_sections:
        return f"{path} is a side module in the old format, from before Emscripten 3"
    return f"{path} is WebAssembly but no side module: it has no section dylink.0"


def _check_memory(path: str, module: wasm.Module) -> Iterator[Finding]:
    """PYEM007."""
    for memory in module.memories:
        if memory.is_64 or memory.shared:
            what = "64-bit memory" if memory.is_64 else "memory shared between threads"
            flag = "-sMEMORY64" if memory.is_64 else "-pthread"
            yield Finding(
                "PYEM007",
                ERROR,
                "load",
                path,
                f"{path} wants {what} ({flag}?), which the platform does not have",
            )


def _check_resolution(
    path: str, module: wasm.Module, contents: Contents, platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM002, PYEM003, PYEM004 and PYEM006."""
    loaded = libraries_of(path, contents, uses_rpath(platform))
    yield from _check_needed(path, loaded[path], platform)
    absent = sorted({name for needed in loaded.values() for name in needed.absent})
    libraries = [
        library
        for other in loaded
        if other != path and isinstance(library := contents.modules[other], wasm.Module)
    ]
    javascript = platform.unwinding.model == "JavaScript"
    missing = unresolved(module, table, libraries, javascript)
    yield from _missing(path, missing, absent, platform, table)
    if missing.tags:
        yield Finding(
            "PYEM003",
            ERROR,
            "load",
            path,
            f"{path} was compiled for WebAssembly exceptions (it imports "
            f"{' and '.join(missing.tags)}); {platform.version} uses JavaScript exceptions",
            missing.tags,
            len(missing.tags),
        )
    if missing.invokes:
        yield Finding(
            "PYEM003",
            ERROR,
            "call",
            path,
            f"{path} was compiled for JavaScript exceptions (it imports "
            f"{few(list(missing.invokes))}); {platform.version} uses WebAssembly exceptions",
            missing.invokes[:_EVIDENCE],
            len(missing.invokes),
        )


def _missing(
    path: str, missing: Unresolved, absent: list[str], platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    elsewhere = f", unless {few(absent)} has them" if absent else ""
    for rule, stage, names in (
        ("PYEM002", "load", missing.addresses),
        ("PYEM004", "call", missing.functions),
    ):
        for python in (False, True):
            some = [name for name in names if is_python(name) == python]
            if some:
                whose = f"CPython {platform.python}" if python else f"platform {platform.version}"
                what = "functions" if stage == "call" else "symbols"
                yield Finding(
                    rule,
                    WARNING if absent else BY_CODE[rule].level,
                    stage,
                    path,
                    f"{path} needs {what} that {whose} does not have: "
                    f"{few(some)}{elsewhere}{_since(some, table)}",
                    tuple(some[:_EVIDENCE]),
                    len(some),
                    python,
                )
    for name_and_types in (missing.signatures, missing.others):
        for python in (False, True):
            some = [text for text in name_and_types if is_python(text) == python]
            if some:
                said = "; ".join(some[:3]) + (f" and {len(some) - 3} more" if len(some) > 3 else "")
                yield Finding(
                    "PYEM002",
                    ERROR,
                    "load",
                    path,
                    f"{path} cannot be linked: {said}",
                    tuple(some[:_EVIDENCE]),
                    len(some),
                    python,
                )


def _since(names: list[str], table: SymbolTable) -> str:
    """A note on the first of ``names`` that another release of the platform has."""
    for name in names:
        changes = table.history(name)
        if changes:
            word = "from" if changes[-1].added else "before"
            return f" ({name} exists {word} Pyodide {changes[-1].release})"
    return ""


def _check_needed(path: str, needed: Needed, platform: Platform) -> Iterator[Finding]:
    """PYEM006."""
    rule = "RUNTIME_PATH" if uses_rpath(platform) else "the folder NAME.libs"
    for name, place in needed.astray.items():
        yield Finding(
            "PYEM006",
            ERROR,
            "load",
            path,
            f"{path} needs {name}, which is in the wheel as {place} but not where {rule} leads",
            (name, place),
            1,
        )
    for name in needed.absent:
        yield Finding(
            "PYEM006",
            WARNING,
            "load",
            path,
            f"{path} needs {name}, which is not in the wheel: another one has to bring it",
            (name,),
            1,
        )


def _check_suffix(
    path: str, module: wasm.Module, contents: Contents, platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM005."""
    hooks = (name for name in module.exports if name.startswith("Py"))
    inits = [match for name in hooks if (match := _INIT.fullmatch(name))]
    if not inits:
        return
    folder, file = os.path.split(path)
    stem, dot, rest = file.partition(".")
    suffix = dot + rest
    known = table.suffixes
    if suffix not in known:
        twins = (os.path.join(folder, stem + other) for other in known)
        twin = next((other for other in twins if other in contents.files), None)
        message = (
            f"{path} is named for {_made_for(suffix)}: Python {platform.python} here imports "
            f"only {', '.join(known[:-1])} and {known[-1]}"
        )
        if twin:
            message += f"; {twin} is imported instead"
        yield Finding("PYEM005", WARNING if twin else ERROR, "import", path, message, (suffix,), 1)
        return
    name = os.path.basename(folder) if stem == "__init__" else stem
    encoded = name if name.isascii() else name.encode("punycode").decode().replace("-", "_")
    hook = "" if name.isascii() else "U"
    if not any(match[1] == hook and match[2] == encoded for match in inits):
        names = sorted(match[2] for match in inits)
        yield Finding(
            "PYEM005",
            ERROR,
            "import",
            path,
            f"{path} cannot be imported as {name}: it is the module {few(names)}",
            tuple(match[0] for match in inits[:_EVIDENCE]),
            len(inits),
        )
    version = _CPYTHON.match(suffix)
    floor = _abi3_floor(contents)
    if version and floor is not None:
        yield Finding(
            "PYEM005",
            WARNING,
            "import",
            path,
            f"{path} can be imported by Python 3.{version[1]} only, but the tag promises every "
            f"Python from 3.{floor} on",
            (suffix,),
            1,
        )


def _made_for(suffix: str) -> str:
    for part, system in (("linux", "Linux"), ("darwin", "macOS"), ("win", "Windows")):
        if part in suffix:
            return system
    version = _CPYTHON.match(suffix)
    return f"Python 3.{version[1]}" if version else "something else"


def _check_stable_abi(path: str, module: wasm.Module, contents: Contents) -> Iterator[Finding]:
    """PYEM008."""
    floor = _abi3_floor(contents)
    if floor is None:
        return
    since = _stable_abi()
    used = dict.fromkeys(entry.name for entry in module.imports if is_python(entry.name))
    never = [name for name in used if name not in since]
    later = [name for name in used if since.get(name, 0) > floor]
    for names, message in (
        (never, "uses what is not in the stable ABI at all"),
        (later, f"uses what came into the stable ABI after Python 3.{floor}"),
    ):
        if names:
            yield Finding(
                "PYEM008",
                WARNING,
                "",
                path,
                f"{path} {message}, though the tag says cp3{floor}-abi3: {few(names)}",
                tuple(names[:_EVIDENCE]),
                len(names),
                True,
            )


@functools.cache
def _stable_abi() -> dict[str, int]:
    """Symbol to the minor version of Python since which it is in the stable ABI."""
    with open(os.path.join(os.path.dirname(__file__), "stable_abi.txt"), encoding="ascii") as file:
        pairs = (line.split() for line in file if not line.startswith("#"))
        return {name: int(minor) for name, minor in pairs}


def _check_library(
    path: str, module: wasm.Module, platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM009."""
    used = set(_LIBCXX.findall("\n".join([entry[1] for entry in module.imports])))
    strange = sorted(used - table.libcxx) if table.libcxx else []
    if strange:
        yield Finding(
            "PYEM009",
            WARNING,
            "",
            path,
            f"{path} was compiled with libc++ {' and '.join(map(_dotted, strange))}; that of "
            f"{platform.version} is {' and '.join(map(_dotted, sorted(table.libcxx)))}",
            tuple(strange),
            len(strange),
        )


def _dotted(version: str) -> str:
    """``"190106"`` is libc++ 19.1.6."""
    return ".".join(str(int(version[i : i + 2])) for i in (0, 2, 4))


def _check_types(path: str, module: wasm.Module) -> Iterator[Finding]:
    """The part of PYEM010 that the types show."""
    typed = [signature for signature in module.types if "r" in signature]
    if typed:
        yield Finding(
            "PYEM010",
            WARNING,
            "load",
            path,
            f"{path} uses typed references in {len(typed)} of its {len(module.types)} types, which "
            "Node.js 20 refuses",
            tuple(typed[:_EVIDENCE]),
            len(typed),
        )


def _check_opcodes(path: str, module: wasm.Module) -> Iterator[Finding]:
    """PYEM010."""
    from pyemscripten.wasm.opcodes import (
        scan,  # its regular expressions take milliseconds to compile
    )

    for feature, functions in scan(module).items():
        words, stage = _FEATURES[feature]
        yield Finding(
            "PYEM010",
            WARNING,
            stage,
            path,
            f"{path} uses {words} in {len(functions)} functions",
            tuple(f"function {index}" for index in functions[:_EVIDENCE]),
            len(functions),
        )


_FEATURES = {
    "relaxed-simd": ("relaxed SIMD, which Node.js 20 refuses", "load"),
    "try-table": ("try_table, which Node.js 20 refuses", "load"),
    "atomics": ("atomics, a sign of -pthread", ""),
}


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
    table: SymbolTable | None,
    findings: list[Finding],
    opcodes: bool,
) -> Iterator[str]:
    if not contents.modules:
        return
    if table is None:
        what = f"the symbols of {platform.version}" if platform else "a platform to judge for"
        yield f"Without {what}, only the form of the modules was checked."
        return
    yield "Which Emscripten compiled the modules: it is not written in them."
    stages = {(finding.rule, finding.stage) for finding in findings}
    if ("PYEM004", "call") in stages:
        yield "Whether the absent functions are ever called."
    if any(f.rule == "PYEM006" and f.level == WARNING for f in findings):
        yield "What the libraries from outside the wheel contain."
    if not opcodes:
        yield "Whether an old engine lacks an instruction: --opcodes looks at them."
