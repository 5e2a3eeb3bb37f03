"""What a wheel says it is for: its file name against the platforms, and against its WHEEL file."""

from __future__ import annotations

import re

from pyemscripten import lookup

from .contents import few
from .findings import Finding
from .rules import ERROR, TAGS, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.model import Platform

    from .contents import Contents

_PLATFORM_TAG = re.compile(r"(?:pyemscripten|pyodide)_([0-9]+_[0-9]+)_wasm32")
_GENERIC_TAG = re.compile(r"emscripten_([0-9]+)_([0-9]+)_([0-9]+)_wasm32")
_MOST_TAGS = 1000


def check_name(contents: Contents) -> tuple[Platform | None, list[Finding]]:
    """PYEM011; the platform that the file name claims, if it is one, and what is wrong."""
    claimed: dict[str, Platform] = {}
    findings: list[Finding] = []
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
                findings.append(_wrong(f"the tag {tag} names no known platform: {error}", tag))
                continue
            claimed[platform.version] = platform
        elif generic:
            version = ".".join(generic.groups())
            same = lookup.find(emscripten=version)
            if same:
                claimed[same[0].version] = same[0]
            findings.append(
                _wrong(
                    f"the tag {tag} names Emscripten {version}, not a platform"
                    + (f": judged as {same[0].version}" if same else ", and no platform uses that"),
                    tag,
                    level=WARNING,
                )
            )
        else:
            strange.append(tag)
    ours = [tag for tag in strange if tag.startswith(("pyemscripten", "pyodide", "emscripten"))]
    if ours:
        findings.append(_wrong(f"{few(ours)} is no platform tag", *ours))
    others = [tag for tag in strange if tag not in ours]
    if others:
        findings.append(_wrong(f"the wheel is for another system: {few(others)}", *others))
    if len(claimed) > 1:
        findings.append(_wrong(f"the tags name several platforms: {', '.join(claimed)}", *claimed))
    findings += _check_wheel_file(contents)
    if len(claimed) != 1:
        return None, findings
    (only,) = claimed.values()
    findings += _check_python_tag(contents, only)
    return only, findings


def _wrong(message: str, *names: str, level: str = ERROR) -> Finding:
    return Finding.of(TAGS, "install", "", message, names, level=level)


def _check_wheel_file(contents: Contents) -> Iterator[Finding]:
    parts = contents.parts
    if not contents.wheel_file:
        yield _wrong("there is no WHEEL file: installers refuse it")
        return
    if len(parts.pythons) * len(parts.abis) * len(parts.platforms) > _MOST_TAGS:
        yield _wrong(f"the name stands for more than {_MOST_TAGS} tags")
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
            yield _wrong(f"WHEEL has the tag {tag[:80]!r}, which is none")
            return
        written.update(f"{a}-{b}-{c}" for a in pieces[0] for b in pieces[1] for c in pieces[2])
    if named != written:
        said = few(sorted(written)) if written else "no tag"
        differ = sorted(named ^ written)
        yield _wrong(f"WHEEL says {said}, and the file name says otherwise", *differ)


def _check_python_tag(contents: Contents, platform: Platform) -> Iterator[Finding]:
    minor = int(platform.python.partition(".")[2])
    versions = _minors(contents)
    if not versions or "none" in contents.parts.abis:
        return
    floor = abi3_floor(contents)
    if minor in versions or (floor is not None and floor <= minor):
        return
    yield _wrong(
        f"the wheel is for Python 3.{min(versions)}, but Pyodide's releases of "
        f"{platform.version} run Python {platform.python}",
        *contents.parts.pythons,
        level=WARNING,
    )


def abi3_floor(contents: Contents) -> int | None:
    """The minor version of Python from which the wheel's tag promises the stable ABI."""
    if "abi3" not in contents.parts.abis:
        return None
    return min(_minors(contents), default=None)


def _minors(contents: Contents) -> list[int]:
    return [int(tag[3:]) for tag in contents.parts.pythons if re.fullmatch("cp3[0-9]+", tag)]
