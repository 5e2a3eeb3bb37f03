"""What a wheel says it is for: its file name against the platforms, and against its WHEEL file."""

from __future__ import annotations

import re

from pyemscripten.lookup import builtin
from pyemscripten.versions import minor_number
from pyemscripten.wheel_names import EMSCRIPTEN, MAX_TAGS, SPELLINGS, count_tags, expand, find_tag

from .contents import few
from .findings import Finding
from .rules import ERROR, TAGS, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform

    from .contents import Contents


def check_name(
    contents: Contents, table: Table | None = None
) -> tuple[Platform | None, list[Finding]]:
    """PYEM011; the platform that the file name claims, if it is one, and what is wrong.

    ``table`` is newer data.
    """
    table = table or builtin()
    claimed: dict[str, Platform] = {}
    findings: list[Finding] = []
    strange = []
    for tag in contents.parts.platforms:
        if tag == "any":
            continue
        parsed = find_tag(tag)
        if parsed is None:
            strange.append(tag)
        elif parsed.spelling != EMSCRIPTEN:
            try:
                platform = table.platform(tag)
            except LookupError as error:
                findings.append(_wrong(f"the tag {tag} names no known platform: {error}", tag))
                continue
            claimed[platform.version] = platform
        else:
            same = [p for p in table.platforms if p.emscripten == parsed.version]
            if same:
                claimed[same[0].version] = same[0]
            findings.append(
                _wrong(
                    f"the tag {tag} names Emscripten {parsed.version}, not a platform"
                    + (f": judged as {same[0].version}" if same else ", and no platform uses that"),
                    tag,
                    level=WARNING,
                )
            )
    ours = [tag for tag in strange if tag.startswith(SPELLINGS)]
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
    named = set(expand(parts.tag_set))
    written: set[str] = set()
    for tag in contents.tags:
        python, abi, platform = (*tag.split("-", 3), "", "")[:3]
        if tag.count("-") != 2 or not 0 < count_tags(python, abi, platform) <= MAX_TAGS:
            yield _wrong(f"WHEEL has the tag {tag[:80]!r}, which is none")
            return
        written.update(expand((python, abi, platform)))
    if named != written:
        said = few(sorted(written)) if written else "no tag"
        differ = sorted(named ^ written)
        yield _wrong(f"WHEEL says {said}, and the file name says otherwise", *differ)


def _check_python_tag(contents: Contents, platform: Platform) -> Iterator[Finding]:
    minor = minor_number(platform.python)
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
