"""The one exception of this package."""

from __future__ import annotations


class WasmError(ValueError):
    r"""The bytes are not a WebAssembly module, or are a malformed one.

    ``offset`` is where in the module the trouble was met.

    >>> from pyemscripten.wasm import parse
    >>> parse(b"\x7fELF\2\1\1")
    Traceback (most recent call last):
        ...
    pyemscripten.wasm.errors.WasmError: an ELF file, not WebAssembly
    """

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset
