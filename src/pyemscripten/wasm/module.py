"""Read the sections of a WebAssembly module in one pass, without decoding any code.

Only the sections that decide whether a side module can be loaded are read: the `dylink.0` custom
section, types, imports, functions, memories, tags and exports. Everything else is stepped over.
Whatever the headers claim, no more memory is used than the input is long, and a malformed module
raises :class:`~pyemscripten.wasm.errors.WasmError`, nothing else.

The format is that of the `WebAssembly core specification
<https://webassembly.github.io/spec/core/binary/>`_; `dylink.0` is described by the `tool
conventions <https://github.com/WebAssembly/tool-conventions/blob/main/DynamicLinking.md>`_.
"""

from __future__ import annotations

from typing import NamedTuple

from .errors import WasmError
from .identify import identify
from .stream import Stream, utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAGIC = b"\0asm"

#: Payloads that are kept while reading may not exceed this together; the rest is not kept at all.
MAX_KEPT = 64 << 20

_FUNC, _TABLE, _MEMORY, _GLOBAL, _TAG = range(5)
KINDS = ("func", "table", "memory", "global", "tag")

_SECTION_NAMES = {
    0: "custom",
    1: "type",
    2: "import",
    3: "function",
    4: "table",
    5: "memory",
    6: "global",
    7: "export",
    8: "start",
    9: "element",
    10: "code",
    11: "data",
    12: "data count",
    13: "tag",
}
#: The order in which sections stand: tags go before globals, the data count before code.
_ORDER = (1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11)
_PLACES = {number: place for place, number in enumerate(_ORDER, 1)}

#: One letter a value type, the ones that Emscripten uses in its own signatures.
_VALUE_TYPES = {
    0x7F: "i",
    0x7E: "j",
    0x7D: "f",
    0x7C: "d",
    0x7B: "V",
    0x70: "F",
    0x6F: "e",
    0x69: "x",
}

#: Makes a named tuple without its Python function, which takes as long as all the rest.
_new = tuple.__new__

#: Bytes that do not end a number.
_CONTINUED = bytes(range(0x80, 0x100))

_WEAK = 1
_BINDING_MASK = 3


class Import(NamedTuple):
    """One import. ``type`` is a signature for functions and tags, a value type for globals.

    ``kind`` is one of :data:`KINDS`. ``mutable`` is only ever true of a global.
    """

    module: str
    name: str
    kind: str
    type: str
    mutable: bool = False


class Export(NamedTuple):
    """One export: its kind, one of :data:`KINDS`, and its number among those of that kind."""

    kind: str
    number: int


class Memory(NamedTuple):
    """A memory that is imported or defined: whether threads share it, and its addresses' size."""

    shared: bool
    is_64: bool


class Dylink(NamedTuple):
    """What ``dylink.0`` says: the libraries that a module needs, and where to look for them.

    ``weak_imports`` are the names that may stay unresolved.
    """

    needed: tuple[str, ...] = ()
    runtime_path: tuple[str, ...] = ()
    weak_imports: frozenset[str] = frozenset()


class Module:
    """What :func:`parse` found.

    ``dylink`` is `None` for a module that is not a side module. ``types`` are signatures in
    Emscripten's notation, the result first: ``"vij"`` takes an ``i32`` and an ``i64`` and returns
    nothing. ``code`` is the payload of the code section if it was asked for, else ``b""``, and
    ``code_offset`` where it starts. ``custom_sections`` are the names of those, in their order.
    """

    __slots__ = (
        "_function_types",
        "_functions",
        "code",
        "code_offset",
        "custom_sections",
        "dylink",
        "exports",
        "features",
        "imports",
        "memories",
        "tags",
        "types",
    )

    def __init__(self) -> None:
        self.dylink: Dylink | None = None
        self.types: tuple[str, ...] = ()
        self.imports: list[Import] = []
        self.exports: dict[str, Export] = {}
        self.memories: list[Memory] = []
        self.tags: list[str] = []
        self.custom_sections: list[str] = []
        self.code: bytes = b""
        self.code_offset: int = 0
        #: What :func:`pyemscripten.wasm.opcodes.scan` found, once it ran.
        self.features: dict[str, list[int]] | None = None
        self._functions = b"\0"
        self._function_types: list[str] | None = None

    def signature(self, export: str) -> str | None:
        """The signature of an exported function, or `None` if there is no such function.

        Type indices are only decoded here: most modules export one function and define thousands.
        """
        found = self.exports.get(export)
        if found is None or found.kind != "func":
            return None
        if self._function_types is None:
            self._function_types = [
                *(entry.type for entry in self.imports if entry.kind == "func"),
                *(self.types[index] for index in _indices(self._functions, len(self.types))),
            ]
        if found.number >= len(self._function_types):
            raise WasmError(f"export {export!r} is function {found.number}, which does not exist")
        return self._function_types[found.number]


def parse(data: bytes, *, keep_code: bool = False) -> Module:
    r"""Read a module that is in memory.

    ``data`` is the whole file. With ``keep_code`` the code section is kept for
    :func:`pyemscripten.wasm.opcodes.scan`. Raises :class:`WasmError`.

    >>> parse(b"\0asm\1\0\0\0").imports
    []
    """
    return parse_stream([data], len(data), keep_code=keep_code)


def parse_stream(
    chunks: Iterable[bytes], size: int, *, keep_code: bool = False, max_kept: int = MAX_KEPT
) -> Module:
    """Read a module that arrives in pieces, such as the member of a wheel while it is inflated.

    ``size`` is the length of all ``chunks`` together as far as it is known beforehand; a section
    that claims more is refused before anything is read. Code and data are dropped as they pass.
    Raises :class:`WasmError`.
    """
    source = Stream(chunks, size)
    module = Module()
    head = source.take_up_to(8)
    if head[:4] != MAGIC:
        raise WasmError(f"{identify(head, source.peek(512))}, not WebAssembly")
    if head != b"\0asm\1\0\0\0":
        if len(head) < 8:
            raise WasmError("the module ends inside its eight-byte header", len(head))
        if head[6:8] == b"\1\0":
            raise WasmError("a WebAssembly component, not a module", 4)
        raise WasmError(f"WebAssembly version {int.from_bytes(head[4:], 'little')}, expected 1", 4)
    reached = 0
    kept = 0
    first = True
    while not source.at_end():
        start = source.offset
        number = source.byte()
        name = _SECTION_NAMES.get(number)
        if name is None:
            raise WasmError(f"section number {number} does not exist", start)
        length = source.number(f"the length of the {name} section")
        if length > source.remaining:
            raise WasmError(
                f"the {name} section claims {length} bytes, {source.remaining} are left", start
            )
        end = source.offset + length
        if number == 0:
            section_name = source.name(end, "a custom section's name")
            module.custom_sections.append(section_name)
            offset = source.offset
            if section_name == "dylink.0" and first:
                payload = source.take(end - offset, max_kept)
                kept += len(payload)
                _section(module, _read_dylink, payload, offset, "dylink.0")
            else:
                source.skip(end - offset)
        else:
            if _PLACES[number] <= reached:
                raise WasmError(f"the {name} section is repeated or out of order", start)
            reached = _PLACES[number]
            if number in _READERS or (number == 10 and keep_code):
                kept += length
                if number != 10 and kept > max_kept:
                    raise WasmError(
                        f"the {name} section is too large: {kept} bytes in all, at most {max_kept}",
                        start,
                    )
                offset = source.offset
                payload = source.take(length, length)
                if number == 10:
                    module.code, module.code_offset = payload, offset
                else:
                    _section(module, _READERS[number], payload, offset, name)
            else:
                source.skip(length)
        first = False
    return module


def _section(
    module: Module,
    read: Callable[[Module, bytes], int],
    payload: bytes,
    offset: int,
    name: str,
) -> None:
    """Run one section's reader; reading past the section's end is an error of the section."""
    try:
        used = read(module, payload)
    except IndexError:
        raise WasmError(f"the {name} section ends inside an entry", offset + len(payload)) from None
    except UnicodeDecodeError as error:
        said = f"the {name} section: the name {bytes(error.object[:40])!r} is not UTF-8"
        raise WasmError(said, offset) from None
    except WasmError as error:
        raise WasmError(f"the {name} section: {error}", offset + error.offset) from None
    if used != len(payload):
        extra = len(payload) - used
        raise WasmError(f"the {name} section has {extra} bytes too many", offset + used)


def _number(data: bytes, position: int) -> tuple[int, int]:
    byte = data[position]
    position += 1
    if byte < 0x80:
        return byte, position
    start = position - 1
    value = byte & 0x7F
    shift = 7
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift += 7
        if shift > 28:
            raise WasmError("a number takes more than five bytes", start)
    if value >> 32:
        raise WasmError("a number does not fit in 32 bits", start)
    return value, position


def _count(data: bytes, position: int, least: int) -> tuple[int, int]:
    """A count of entries that take at least ``least`` bytes each: impossible counts are refused."""
    count, after = _number(data, position)
    if count * least > len(data) - after:
        raise WasmError(f"claims {count} entries in {len(data) - after} bytes", position)
    return count, after


def _name(data: bytes, position: int) -> tuple[str, int]:
    length, start = _number(data, position)
    end = start + length
    if end > len(data):
        raise WasmError(f"a name claims {length} bytes, {len(data) - start} are left", position)
    return utf8(data[start:end], start), end


def _value_type(data: bytes, position: int) -> tuple[str, int]:
    byte = data[position]
    position += 1
    letter = _VALUE_TYPES.get(byte)
    if letter is not None:
        return letter, position
    if byte in (0x63, 0x64):
        # A typed reference: the heap type that follows is a signed number.
        while data[position] >= 0x80:
            position += 1
        return "r", position + 1
    if 0x68 <= byte <= 0x74:
        return "r", position
    raise WasmError(f"{byte:#04x} is not a value type", position - 1)


def _value_types(data: bytes, position: int) -> tuple[str, int]:
    count, position = _count(data, position, 1)
    letters = []
    for _ in range(count):
        letter, position = _value_type(data, position)
        letters.append(letter)
    return "".join(letters), position


def _read_types(module: Module, data: bytes) -> int:
    count, position = _count(data, 0, 3)
    types = []
    for _ in range(count):
        if data[position] != 0x60:
            raise WasmError(f"type form {data[position]:#04x} is not a function's", position)
        parameters, position = _value_types(data, position + 1)
        results, position = _value_types(data, position)
        if len(results) > 1:
            results = f"({results})"
        types.append((results or "v") + parameters)
    module.types = tuple(types)
    return position


def _type_at(module: Module, index: int, position: int) -> str:
    if index >= len(module.types):
        raise WasmError(f"type {index} of {len(module.types)} does not exist", position)
    return module.types[index]


def _limits(data: bytes, position: int) -> tuple[Memory, int]:
    flags = data[position]
    if flags > 0x0F:
        raise WasmError(f"limits flag {flags:#04x} is unknown", position)
    is_64 = bool(flags & 4)
    read = _number_64 if is_64 else _number
    _minimum, position = read(data, position + 1)
    if flags & 1:
        _maximum, position = read(data, position)
    if flags & 8:
        _page_size, position = _number(data, position)
    return Memory(bool(flags & 2), is_64), position


def _number_64(data: bytes, position: int) -> tuple[int, int]:
    start = position
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
        if shift > 63:
            raise WasmError("a number takes more than ten bytes", start)


def _read_imports(module: Module, data: bytes) -> int:
    count, position = _count(data, 0, 4)
    types = module.types
    size = len(data)
    value_types = _VALUE_TYPES
    modules: dict[bytes, str] = {}
    append = module.imports.append
    for _ in range(count):
        # Names are nearly always shorter than 128 bytes: decode that length in place.
        length = data[position]
        start = position + 1
        if length >= 0x80:
            length, start = _number(data, position)
        end = start + length
        raw = data[start:end]
        module_name = modules.get(raw)
        if module_name is None or end > size:
            module_name, end = _name(data, position)
            modules[raw] = module_name
        length = data[end]
        start = end + 1
        if length >= 0x80:
            length, start = _number(data, end)
        position = start + length
        if position >= size:
            raise WasmError(f"a name claims {length} bytes, {size - start} are left", end)
        name = data[start:position].decode()
        kind = data[position]
        position += 1
        if kind == _FUNC:
            index = data[position]
            position += 1
            if index >= 0x80:
                index, position = _number(data, position - 1)
            if index >= len(types):
                raise WasmError(f"type {index} of {len(types)} does not exist", position)
            append(_new(Import, (module_name, name, "func", types[index], False)))
        elif kind == _GLOBAL:
            letter = value_types.get(data[position])
            if letter is None:
                letter, position = _value_type(data, position)
            else:
                position += 1
            mutable = data[position]
            if mutable > 1:
                raise WasmError(f"mutability {mutable} is neither 0 nor 1", position)
            position += 1
            append(_new(Import, (module_name, name, "global", letter, mutable == 1)))
        elif kind == _MEMORY:
            memory, position = _limits(data, position)
            module.memories.append(memory)
            append(Import(module_name, name, "memory", ""))
        elif kind == _TABLE:
            letter, position = _value_type(data, position)
            _table, position = _limits(data, position)
            append(Import(module_name, name, "table", letter))
        elif kind == _TAG:
            signature, position = _tag_type(module, data, position)
            append(Import(module_name, name, "tag", signature))
        else:
            raise WasmError(f"import {name!r} is of the unknown kind {kind}", position - 1)
    return position


def _tag_type(module: Module, data: bytes, position: int) -> tuple[str, int]:
    if data[position] != 0:
        raise WasmError(f"tag attribute {data[position]} is unknown", position)
    index, after = _number(data, position + 1)
    return _type_at(module, index, position), after


def _read_functions(module: Module, data: bytes) -> int:
    count, _position = _count(data, 0, 1)
    # Left undecoded, see Module.signature(); but as many numbers as were claimed must be there.
    if count != len(data.translate(None, _CONTINUED)) - 1:
        raise WasmError(f"claims {count} functions, which it does not have")
    module._functions = data
    return len(data)


def _indices(data: bytes, types: int) -> Iterable[int]:
    """The type index of every function that the module defines."""
    count, position = _number(data, 0)
    if data.isascii():
        # Every number takes one byte.
        indices: Iterable[int] = data[position:]
    else:
        numbers = []
        for _ in range(count):
            index, position = _number(data, position)
            numbers.append(index)
        indices = numbers
    if max(indices, default=-1) >= types:
        raise WasmError(f"a function's type is not among the {types} of the module")
    return indices


def _read_memories(module: Module, data: bytes) -> int:
    count, position = _count(data, 0, 2)
    for _ in range(count):
        memory, position = _limits(data, position)
        module.memories.append(memory)
    return position


def _read_tags(module: Module, data: bytes) -> int:
    count, position = _count(data, 0, 2)
    for _ in range(count):
        signature, position = _tag_type(module, data, position)
        module.tags.append(signature)
    return position


def _read_exports(module: Module, data: bytes) -> int:
    count, position = _count(data, 0, 3)
    exports = module.exports
    size = len(data)
    kinds = KINDS
    for done in range(count):
        # As with imports: nearly every length is one byte, and nearly every number two.
        length = data[position]
        start = position + 1
        if length >= 0x80:
            length, start = _number(data, position)
        end = start + length
        if end >= size:
            raise WasmError(f"a name claims {length} bytes, {size - start} are left", position)
        name = data[start:end].decode()
        kind = data[end]
        if kind > _TAG:
            raise WasmError(f"export {name!r} is of the unknown kind {kind}", end)
        after = end + 1
        number = data[after]
        if number < 0x80:
            after += 1
        elif data[after + 1] < 0x80:
            number += (data[after + 1] << 7) - 0x80
            after += 2
        else:
            number, after = _number(data, after)
        exports[name] = _new(Export, (kinds[kind], number))
        if len(exports) == done:
            raise WasmError(f"export {name!r} is there twice", position)
        position = after
    return position


def _read_dylink(module: Module, data: bytes) -> int:
    needed: tuple[str, ...] = ()
    runtime_path: tuple[str, ...] = ()
    weak: set[str] = set()
    position = 0
    while position < len(data):
        number = data[position]
        length, start = _number(data, position + 1)
        end = start + length
        if end > len(data):
            raise WasmError(
                f"subsection {number} claims {length} bytes, {len(data) - start} are left", position
            )
        part = data[start:end]
        if number == 1:
            # How much memory and table the module needs: only that it is said.
            at = 0
            for _ in range(4):
                _size, at = _number(part, at)
        elif number == 2:
            needed = _names(part)
        elif number == 4:
            count, at = _count(part, 0, 3)
            for _ in range(count):
                _module, at = _name(part, at)
                name, at = _name(part, at)
                flags, at = _number(part, at)
                if flags & _BINDING_MASK == _WEAK:
                    weak.add(name)
        elif number == 5:
            runtime_path = _names(part)
        position = end
    module.dylink = Dylink(needed, runtime_path, frozenset(weak))
    return position


def _names(data: bytes) -> tuple[str, ...]:
    count, position = _count(data, 0, 1)
    names = []
    for _ in range(count):
        name, position = _name(data, position)
        names.append(name)
    return tuple(names)


_READERS = {
    1: _read_types,
    2: _read_imports,
    3: _read_functions,
    5: _read_memories,
    7: _read_exports,
    13: _read_tags,
}
