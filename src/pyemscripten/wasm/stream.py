"""Read bytes that arrive in pieces, in order, and no more of them than was announced."""

from __future__ import annotations

from .errors import WasmError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Stream:
    """The bytes of a module, which arrive in ``chunks``; ``size`` is how many were announced.

    ``offset`` is where the reading is. Whatever is asked for and not there raises
    :class:`~pyemscripten.wasm.errors.WasmError`.
    """

    __slots__ = ("_buffer", "_chunks", "_position", "offset", "size")

    def __init__(self, chunks: Iterable[bytes], size: int) -> None:
        self._chunks: Iterator[bytes] = iter(chunks)
        self._buffer: bytes = b""
        self._position = 0
        self.offset: int = 0
        self.size: int = size

    @property
    def remaining(self) -> int:
        """How many bytes are still to come, if as many come as were announced."""
        return self.size - self.offset

    def _fill(self) -> bool:
        for chunk in self._chunks:
            if chunk:
                self._buffer, self._position = chunk, 0
                return True
        return False

    def at_end(self) -> bool:
        """Whether no byte is left, whatever was announced."""
        return self._position == len(self._buffer) and not self._fill()

    def peek(self, count: int) -> bytes:
        """At most ``count`` of the next bytes, as far as they are there already."""
        if self.at_end():
            return b""
        return bytes(self._buffer[self._position : self._position + count])

    def byte(self) -> int:
        """The next byte."""
        if self.at_end():
            raise WasmError("the module ends inside a section header", self.offset)
        value = self._buffer[self._position]
        self._position += 1
        self.offset += 1
        return value

    def number(self, what: str) -> int:
        """The next number, of at most 32 bits; ``what`` it is goes into the error."""
        start = self.offset
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift > 28:
                raise WasmError(f"{what} is not a 32-bit number", start)
        if value >> 32:
            raise WasmError(f"{what} is not a 32-bit number", start)
        return value

    def name(self, end: int, what: str) -> str:
        """The next name, in a section that ends at ``end``."""
        start = self.offset
        length = self.number(what)
        if self.offset + length > end:
            raise WasmError(f"{what} claims {length} bytes, more than its section has", start)
        return utf8(self.take(length, 1 << 20), start)

    def take_up_to(self, count: int) -> bytes:
        """The next ``count`` bytes, or fewer if no more are left."""
        parts = []
        while count and not self.at_end():
            part = self._buffer[self._position : self._position + count]
            parts.append(part)
            self._advance(len(part))
            count -= len(part)
        return b"".join(parts)

    def take(self, count: int, limit: int) -> bytes:
        """The next ``count`` bytes, unless they are more than ``limit``."""
        if count > limit:
            raise WasmError(f"{count} bytes in one piece, at most {limit} are read", self.offset)
        data = self.take_up_to(count)
        if len(data) < count:
            raise WasmError(f"the module ends {count - len(data)} bytes early", self.offset)
        return data

    def skip(self, count: int) -> None:
        """Step over the next ``count`` bytes."""
        while count:
            if self.at_end():
                raise WasmError(f"the module ends {count} bytes early", self.offset)
            step = min(count, len(self._buffer) - self._position)
            self._advance(step)
            count -= step

    def _advance(self, count: int) -> None:
        self._position += count
        self.offset += count


def utf8(data: bytes, offset: int) -> str:
    """The text of a name that stands at ``offset``.

    Raises :class:`~pyemscripten.wasm.errors.WasmError` if it is not UTF-8.
    """
    try:
        return str(data, "utf-8")
    except UnicodeDecodeError:
        raise WasmError(f"the name {data[:40]!r} is not UTF-8", offset) from None
