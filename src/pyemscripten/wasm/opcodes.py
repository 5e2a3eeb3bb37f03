"""Look for instructions that not every engine knows. Reads every function: opt-in."""

from __future__ import annotations

import re

from .errors import WasmError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .module import Module

# What follows each opcode, in a letter an immediate: n a number (LEB128 of any width), b a block
# type, m a memory argument, 4 and 8 that many bytes, l a branch table, t a list of types, c a
# list of catch clauses, 1 one byte. Opcodes that are not here have no immediates.
_IMMEDIATES = {
    0x02: "b", 0x03: "b", 0x04: "b", 0x06: "b", 0x07: "n", 0x08: "n", 0x09: "n", 0x0C: "n",
    0x0D: "n", 0x0E: "l", 0x10: "n", 0x11: "nn", 0x12: "n", 0x13: "nn", 0x14: "n", 0x15: "n",
    0x18: "n", 0x1C: "t", 0x1F: "bc", 0x20: "n", 0x21: "n", 0x22: "n", 0x23: "n", 0x24: "n",
    0x25: "n", 0x26: "n", 0x3F: "n", 0x40: "n", 0x41: "n", 0x42: "n", 0x43: "4", 0x44: "8",
    0xD0: "n", 0xD2: "n", 0xD5: "n", 0xD6: "n",
    **dict.fromkeys(range(40, 63), "m"),
}  # fmt: skip
_LEGAL = frozenset((*range(0x16), 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1F, *range(0x20, 0x27),
                    *range(0x28, 0xC5), *range(0xD0, 0xD7), 0xFC, 0xFD, 0xFE))  # fmt: skip
_MISCELLANEOUS = {8: "nn", 9: "n", 10: "nn", 11: "n", 12: "nn", 13: "n", 14: "nn", 15: "n",
                  16: "n", 17: "n"}  # fmt: skip

# A run of common instructions, none of which can be what is looked for: a regular expression steps
# over them many times faster than a loop. Bounded, because each repetition takes memory.
_COMMON = re.compile(
    rb"(?:[\x00\x01\x05\x0b\x0f\x1a\x1b\x45-\xc4\xd1]"
    rb"|[\x0c\x0d\x10\x20-\x26\x3f\x40\x41\x42][\x80-\xff]*[\x00-\x7f]"
    rb"|[\x28-\x3e][\x00-\x3f][\x80-\xff]*[\x00-\x7f]"
    rb"|[\x02-\x04\x06][\x40\x6f\x70\x7b-\x7f]"
    rb"|\x43.{4}|\x44.{8}){1,1000}",
    re.DOTALL,
)

# A function that holds none of these byte sequences cannot hold the instruction: the numbers of
# relaxed SIMD are 0x100 to 0x113 behind 0xFD, and may be padded.
_MAYBE = {
    "relaxed-simd": re.compile(rb"\xfd[\x80-\x93](?:\x02|\x82[\x80]*\x00)"),
    "try-table": re.compile(rb"\x1f"),
    "atomics": re.compile(rb"\xfe"),
}


def scan(module: Module) -> dict[str, list[int]]:
    """The features that a module uses, each with the indices of the functions that use it.

    The module must have been parsed with ``keep_code``. Indices count from the first function that
    the module defines. Features are ``"relaxed-simd"``, ``"try-table"`` and ``"atomics"``. Raises
    :class:`~pyemscripten.wasm.errors.WasmError` for code that cannot be decoded.
    """
    if module.features is not None:
        return module.features
    found: dict[str, list[int]] = {}
    code = module.code
    for index, (start, end) in enumerate(_bodies(code, module.code_offset)):
        wanted = [
            feature for feature, pattern in _MAYBE.items() if pattern.search(code, start, end)
        ]
        if wanted:
            used = _features(code, start, end, module.code_offset)
            for feature in wanted:
                if feature in used:
                    found.setdefault(feature, []).append(index)
    module.features = found
    return found


def _number(code: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = code[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7


def _bodies(code: bytes, offset: int) -> list[tuple[int, int]]:
    """Where each function's body starts and ends."""
    if not code:
        return []
    bodies = []
    try:
        count, position = _number(code, 0)
        if count > len(code):
            raise WasmError(f"the code section claims {count} functions", offset)
        for _ in range(count):
            size, position = _number(code, position)
            if position + size > len(code):
                raise WasmError("a function reaches beyond the code section", offset + position)
            bodies.append((position, position + size))
            position += size
    except IndexError:
        raise WasmError("the code section ends inside a function", offset + len(code)) from None
    return bodies


def _features(code: bytes, position: int, end: int, offset: int) -> set[str]:
    found: set[str] = set()
    try:
        groups, position = _number(code, position)
        for _ in range(min(groups, end)):
            _, position = _number(code, position)
            position = _skip(code, position, "b")
        while position < end:
            common = _COMMON.match(code, position, end)
            if common:
                position = common.end()
                continue
            opcode = code[position]
            position += 1
            if opcode == 0xFD:
                number, position = _number(code, position)
                if 0x100 <= number <= 0x113:
                    found.add("relaxed-simd")
                position = _skip(code, position, _simd(number))
            elif opcode == 0xFE:
                number, position = _number(code, position)
                found.add("atomics")
                position = _skip(code, position, "1" if number == 3 else "m")
            elif opcode == 0xFC:
                number, position = _number(code, position)
                position = _skip(code, position, _MISCELLANEOUS.get(number, ""))
            elif opcode not in _LEGAL:
                raise WasmError(f"opcode {opcode:#04x} is unknown", offset + position - 1)
            else:
                if opcode == 0x1F:
                    found.add("try-table")
                immediates = _IMMEDIATES.get(opcode)
                if immediates:
                    position = _skip(code, position, immediates)
    except IndexError:
        position = end + 1
    if position != end:
        raise WasmError("a function ends inside an instruction", offset + end)
    return found


def _simd(number: int) -> str:
    if number <= 11 or number in (92, 93):
        return "m"
    if number in (12, 13):
        return "88"
    if 21 <= number <= 34:
        return "1"
    if 84 <= number <= 91:
        return "m1"
    return ""


def _skip(code: bytes, position: int, immediates: str) -> int:
    """The position after some immediates."""
    for kind in immediates:
        if kind == "n":
            while code[position] >= 0x80:
                position += 1
            position += 1
        elif kind == "m":
            flags, position = _number(code, position)
            # Bit 6 says that the number of a memory follows.
            position = _skip(code, position, "nn" if flags & 0x40 else "n")
        elif kind == "b":
            typed = code[position] in (0x63, 0x64)
            position = _skip(code, position, "nn" if typed else "n")
        elif kind in "148":
            position += int(kind)
        elif kind == "l":
            count, position = _number(code, position)
            for _ in range(min(count, len(code)) + 1):
                position = _skip(code, position, "n")
        elif kind == "t":
            count, position = _number(code, position)
            for _ in range(min(count, len(code))):
                position = _skip(code, position, "b")
        else:
            count, position = _number(code, position)
            for _ in range(min(count, len(code))):
                position = _skip(code, position + 1, "nn" if code[position] < 2 else "n")
    return position
