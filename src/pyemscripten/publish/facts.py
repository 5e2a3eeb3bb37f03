"""The facts of a platform in words: what every rendering for people has in common."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pyemscripten._record import Record
from pyemscripten.model import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform

#: The fields of a platform that state facts, in reading order, with their titles.
TITLES = {
    "emscripten": "Emscripten",
    "python": "Intended Python",
    "flags": "Compiler and linker flags",
    "unwinding": "Exceptions and unwinding",
    "longjmp": "setjmp and longjmp",
    "wasm_bigint": "64-bit integers",
    "pthread": "Threads",
    "rpath": "RPATH",
    "static_libraries": "Libraries in the main module",
    "rust": "Rust",
    "names": "Names by tool",
    "legacy": "Older spelling",
    "notes": "Notes",
}

_RPATH = {
    "required": "required",
    "wheel-libs": "ignored; NAME.libs is searched instead",
}


class Row(NamedTuple):
    """One line of a fact: its name within the fact, its value, and whether that is code.

    Code is one or more words between spaces, each of which can be copied by itself.
    """

    name: str
    value: str
    code: bool = False


def rows(platform: Platform, field: str) -> tuple[Row, ...]:
    """A fact as lines. ``field`` is a key of :data:`TITLES`; lines without a value are left out.

    >>> import pyemscripten
    >>> rows(pyemscripten.platform("2026_0"), "emscripten")
    (Row(name='Emscripten', value='5.0.3', code=True),)
    """
    return tuple(row for row in _rows(platform, field) if row.value)


def _rows(platform: Platform, field: str) -> Iterator[Row]:
    if field in {"emscripten", "python"}:
        yield Row(TITLES[field], getattr(platform, field), code=True)
    elif field == "flags":
        for name in platform.flags.field_names():
            label = "Pyodide's own additions" if name == "defaults" else name.upper()
            yield Row(label, " ".join(getattr(platform.flags, name)), code=True)
    elif field == "unwinding":
        unwinding = platform.unwinding
        encoding = f", {unwinding.encoding} encoding" if unwinding.encoding else ""
        yield Row("Model", f"{unwinding.model} exceptions{encoding}")
        yield Row("Compile and link with", " ".join(unwinding.flags), code=True)
        yield Row("When", unwinding.when)
        yield Row("Rust", unwinding.rust)
        yield Row("Seen in the main module", unwinding.evidence)
    elif field == "longjmp":
        yield Row("Model", platform.longjmp.model)
        yield Row("Compile and link with", " ".join(platform.longjmp.flags), code=True)
        yield Row("Note", platform.longjmp.note)
    elif field == "wasm_bigint":
        yield Row("BigInt in JavaScript", platform.wasm_bigint.need)
        yield Row("Link with", " ".join(platform.wasm_bigint.flags), code=True)
        yield Row("Note", platform.wasm_bigint.note)
    elif field == "pthread":
        yield Row("Threads", "allowed" if platform.pthread.allowed else "not allowed")
        yield Row("Note", platform.pthread.note)
    elif field == "rpath":
        yield Row("RPATH", _RPATH.get(platform.rpath.rule, platform.rpath.rule))
        yield Row("Note", platform.rpath.note)
    elif field == "static_libraries":
        for library in platform.static_libraries:
            yield Row(library.name, library.version or "not stated")
    elif field == "rust":
        yield from _rust(platform)
    elif field == "names":
        for tool, names in platform.names.items():
            yield Row(tool, " ".join(names), code=True)
    elif field == "legacy":
        yield Row("Spelling", platform.legacy_tag, code=True)
        yield Row("Official", "yes, before the rename" if platform.legacy else "never")
    else:
        for note in platform.notes:
            yield Row("Note", note)


def _rust(platform: Platform) -> Iterator[Row]:
    rust = platform.rust
    yield Row("Channel", rust.channel)
    yield Row("At least", rust.minimum)
    yield Row("At most", rust.maximum)
    yield Row("RUSTFLAGS", " ".join(platform.flags.rustflags), code=True)
    yield Row("System root", rust.sysroot)
    yield Row("Pyodide itself builds with", rust.build_default)
    yield Row("Note", rust.note)


def values(table: Table, platform: Platform) -> dict[str, str]:
    """Every single value by its dotted name: what the role ``pyemscripten`` can show.

    >>> import pyemscripten
    >>> found = values(pyemscripten.builtin(), pyemscripten.platform("2026_0"))
    >>> found["status"], found["rust.minimum"], found["static_libraries.zlib"]
    ('final', '1.93.0', '1.3.1')
    """
    history = table.history(platform)
    found = {
        "tag": platform.tag,
        "label": platform.label,
        "legacy_tag": platform.legacy_tag,
        "generic_tag": platform.generic_tag,
        "status": history.status,
        "draft_since": history.draft_since,
        "final_since": history.final_since or "none",
        "first": history.first.version,
        "first_stable": history.first_stable.version if history.first_stable else "none",
        "last": history.last.version,
    }
    for field in platform.field_names():
        if field != "sources":
            found.update(_flat(field, getattr(platform, field)))
    return found


def _flat(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Record):
        for field in value.field_names():
            yield from _flat(f"{path}.{field}", getattr(value, field))
    elif isinstance(value, MappingProxyType):
        for key, item in value.items():
            yield from _flat(f"{path}.{key}", item)
    elif isinstance(value, tuple) and value and isinstance(value[0], Library):
        for library in value:
            yield f"{path}.{library.name}", library.version or "none"
    elif isinstance(value, tuple):
        yield path, " ".join(value) or "none"
    elif isinstance(value, bool):
        yield path, "yes" if value else "no"
    else:
        yield path, str(value) or "none"


def is_code(path: str) -> bool:
    """Whether the value of that dotted name is code: a tag, flags, or a name in a tool.

    >>> is_code("flags.cflags"), is_code("emscripten")
    (True, False)
    """
    return (
        path.endswith(("tag", "flags"))
        or path in {"version", "flags.defaults"}
        or path.startswith("names.")
    )


def releases_span(first: str, last: str) -> str:
    """A span of releases for people: ``"0.26.0 to 0.27.8"``, or the only one."""
    return first if first == last else f"{first} to {last}"
