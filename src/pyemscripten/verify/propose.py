"""Write the rows that are missing from ``releases.py``, as measured, in its own style."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, NamedTuple

from pyemscripten.consistency import problems
from pyemscripten.evidence.recorded import ARTIFACT, RUNTIME, Evidence, ReleaseEvidence
from pyemscripten.evidence.rows import build_stamp, platform_of
from pyemscripten.lookup import builtin
from pyemscripten.versions import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where the rows are in a checkout of this project.
DATA_FILE = "src/pyemscripten/data/releases.py"


_MODULE = "pyemscripten.data.releases"


class NotTheDataFile(ValueError):
    """The file is not a ``releases.py`` whose rows can be found."""


class Proposal(NamedTuple):
    """The new text of ``releases.py``, which releases it adds, and what is left to do by hand."""

    text: str
    added: tuple[str, ...]
    remaining: tuple[str, ...]


def propose(text: str, evidence: Evidence, today: str) -> Proposal:
    """Write what was measured of each release of which ``text`` does not say it.

    ``text`` is the content of ``releases.py``, ``today`` the ISO date of reading. A release gets a
    row if its tarball was read and its interpreter ran; dates rest on the build stamp until
    somebody finds a better source. A row that was written before the release was on npm keeps what
    it says. Text that has it all comes back as it was. Raises :class:`NotTheDataFile`.
    """
    names, rows = _read(text)
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    places = dict(rows)
    known = {row.version for row in names["RELEASES"] if row.npm}
    first = sort_key(rows[0][0])
    added: list[str] = []
    # From the newest down, so that line numbers further up stay true.
    for version, seen in sorted(evidence.releases.items(), key=_order, reverse=True):
        complete = ARTIFACT in seen.parts and RUNTIME in seen.parts
        if version in known or not complete or sort_key(version) < first:
            continue
        if version in places:
            after = next(k.value.lineno for k in places[version].keywords if k.arg == "read") - 1
            new = _npm(seen, names)
        else:
            after = max(node.end_lineno or 0 for v, node in rows if _before(v, version))
            new = _row(seen, evidence, names, today)
        lines.insert(after, ending.join(new) + ending)
        added.insert(0, version)
    changed = "".join(lines)
    return Proposal(changed, tuple(added), tuple(_remaining(changed)) if added else ())


def _order(item: tuple[str, Any]) -> tuple[int, ...]:
    return sort_key(item[0])


def _before(version: str, other: str) -> bool:
    return sort_key(version) < sort_key(other)


def _run(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": _MODULE, "__package__": _MODULE.rpartition(".")[0]}
    try:
        exec(compile(text, DATA_FILE, "exec"), names)  # noqa: S102 - the project's own data
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is not the data
        raise NotTheDataFile(f"it cannot be run: {type(error).__name__}: {error}") from None
    return names


def _read(text: str) -> tuple[dict[str, Any], list[tuple[str, ast.Call]]]:
    """The names that ``releases.py`` knows, and each row of ``RELEASES`` with its place."""
    names = _run(text)
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RELEASES":
            calls = getattr(node.value, "elts", [])
            if calls and all(isinstance(call, ast.Call) for call in calls):
                versions = [release.version for release in names["RELEASES"]]
                return names, list(zip(versions, calls, strict=True))
    raise NotTheDataFile("it has no RELEASES = (PyodideRelease(…), …)")


def _row(
    seen: ReleaseEvidence, evidence: Evidence, names: dict[str, Any], today: str
) -> Iterator[str]:
    running = seen.parts[RUNTIME]
    built = build_stamp(running["sys_version"]) or ""
    read = "READ" if names.get("READ") == today else _text(today)
    yield "    PyodideRelease("
    yield f"        version={_text(seen.release)},"
    yield f"        date={_text(built[:10])},"
    yield '        date_basis="build stamp",'
    yield f"        python={_text(running['python'])},"
    yield f"        emscripten={_text(running['platform'].split('-')[1])},"
    yield f"        platform={_text(platform_of(seen))},"
    yield from _cross_build(seen.release, evidence, read)
    yield from _npm(seen, names)
    yield f"        read={read},"
    yield "    ),"


def _npm(seen: ReleaseEvidence, names: dict[str, Any]) -> Iterator[str]:
    """What was measured, as an argument of a row."""
    artifact, running = seen.parts[ARTIFACT], seen.parts[RUNTIME]
    built = build_stamp(running["sys_version"]) or ""
    yield "        npm=Npm("
    yield f"            integrity={_text(artifact['integrity'])},"
    yield f"            built={_text(built)},"
    variables = [n for n in running["config"] if n.endswith("_VERSION")]
    yield f"            config_variables={_tuple([_constant(v, names) for v in variables])},"
    tags = [_text(tag) for tag in artifact["wheel_tags"]]
    if len(tags) > 1:
        yield "            wheel_tags=("
        yield from (f"                {tag}," for tag in tags)
        yield "            ),"
    else:
        yield f"            wheel_tags={_tuple(tags)},"
    for name in ("micropip", "packaging"):
        yield f"            {name}={_text(artifact['bundled'].get(name, ''))},"
    yield "        ),"


def _cross_build(release: str, evidence: Evidence, read: str) -> Iterator[str]:
    """The digest of the cross-build environment, where a version of cibuildwheel pins it."""
    for version, seen in evidence.tools.get("cibuildwheel", {}).items():
        for build in seen["builds"]:
            if build["release"] == release and build["sha256"]:
                yield "        cross_build=CrossBuildEnvironment("
                yield f"            {_text(build['sha256'])},"
                on = "" if read == "READ" else f", read={read}"
                yield f"            cibuildwheel({_text(version)}{on}),"
                yield "        ),"
                return


def _constant(value: str, names: dict[str, Any]) -> str:
    """The name that ``releases.py`` has for a text, or the text."""
    return next((n for n, v in names.items() if v == value and n.isupper()), _text(value))


def _text(value: str | None) -> str:
    return "None" if value is None else f'"{value}"'


def _tuple(items: list[str]) -> str:
    return f"({', '.join(items)}{',' if len(items) == 1 else ''})"


def _remaining(text: str) -> Iterator[str]:
    """What the new rows need that no artifact says, in the words of the consistency rules."""
    yield from problems(builtin().replace(releases=_run(text)["RELEASES"]))
