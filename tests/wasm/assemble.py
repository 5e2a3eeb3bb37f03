"""Put WebAssembly modules together byte by byte, for tests."""

from __future__ import annotations

from collections.abc import Iterable

HEADER = b"\0asm\1\0\0\0"
KINDS = {"func": 0, "table": 1, "memory": 2, "global": 3, "tag": 4}
VALUES = {"i": 0x7F, "j": 0x7E, "f": 0x7D, "d": 0x7C}


def leb(number: int) -> bytes:
    out = bytearray()
    while True:
        byte = number & 0x7F
        number >>= 7
        if not number:
            return bytes((*out, byte))
        out.append(byte | 0x80)


def text(value: str | bytes) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return leb(len(raw)) + raw


def vector(items: Iterable[bytes]) -> bytes:
    listed = list(items)
    return leb(len(listed)) + b"".join(listed)


def section(number: int, payload: bytes) -> bytes:
    return bytes((number,)) + leb(len(payload)) + payload


def custom(name: str, payload: bytes = b"") -> bytes:
    return section(0, text(name) + payload)


def function_type(signature: str) -> bytes:
    """Of a signature such as `"vij"`: the result first."""
    results = b"" if signature[0] == "v" else bytes((VALUES[signature[0]],))
    parameters = bytes(VALUES[letter] for letter in signature[1:])
    return b"\x60" + text(parameters) + text(results)


def imported(module: str, name: str, kind: str, detail: bytes) -> bytes:
    return text(module) + text(name) + bytes((KINDS[kind],)) + detail


MEMORY = imported("env", "memory", "memory", b"\0\1")


def dylink(
    needed: Iterable[str] = (),
    runtime_path: Iterable[str] = (),
    weak: Iterable[str] = (),
) -> bytes:
    """A `dylink.0` section."""
    parts = section(1, b"\0\0\0\0")
    if listed := [text(name) for name in needed]:
        parts += section(2, vector(listed))
    if listed := [text("env") + text(name) + b"\1" for name in weak]:
        parts += section(4, vector(listed))
    if listed := [text(path) for path in runtime_path]:
        parts += section(5, vector(listed))
    return custom("dylink.0", parts)


def side_module(
    imports: Iterable[bytes] = (),
    types: Iterable[str] = ("v", "ii"),
    exports: Iterable[str] = (),
    **details: Iterable[str],
) -> bytes:
    """A side module: `imports` are entries, `exports` functions that do nothing, of type 0."""
    names = list(exports)
    return (
        HEADER
        + dylink(**details)
        + section(1, vector(map(function_type, types)))
        + section(2, vector([MEMORY, *imports]))
        + (section(3, vector([b"\0"] * len(names))) if names else b"")
        + (
            section(
                7,
                vector(text(n) + b"\0" + leb(i + _functions(imports)) for i, n in enumerate(names)),
            )
            if names
            else b""
        )
        + (section(10, vector([b"\2\0\x0b"] * len(names))) if names else b"")
    )


def _functions(imports: Iterable[bytes]) -> int:
    # An entry ends in its kind and one index byte.
    return sum(1 for entry in imports if entry[-2] == 0)


def function(name: str, type_: int = 0, module: str = "env") -> bytes:
    return imported(module, name, "func", leb(type_))


def address(name: str, *, data: bool = True) -> bytes:
    return imported("GOT.mem" if data else "GOT.func", name, "global", b"\x7f\1")
