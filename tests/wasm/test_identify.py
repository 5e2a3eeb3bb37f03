"""What is no WebAssembly is named."""

from __future__ import annotations

import pytest

from pyemscripten.wasm import WasmError, parse

FILES = {
    "empty": (b"", "an empty file"),
    "elf": (b"\x7fELF\2\1\1\0", "an ELF file"),
    "mach-o": (b"\xcf\xfa\xed\xfe\7\0\0\1", "a Mach-O file"),
    "universal": (b"\xca\xfe\xba\xbe\0\0\0\2", "a universal Mach-O file"),
    "pe": (b"MZ\x90\0\3\0\0\0", "a Windows PE file"),
    "archive": (b"!<arch>\n//   ", "a static archive"),
    "thin archive": (b"!<thin>\n", "a thin static archive"),
    "bitcode": (b"BC\xc0\xde5\x14\0\0", "LLVM bitcode"),
    "script": (b"#!/bin/sh\necho", "a script"),
    "linker script": (b"/* GNU ld script */\nINPUT(x)", "a linker script"),
    "text": ("Hallo Wörld\n".encode(), "a text file"),
    "text cut inside a character": (b"x" * 300 + "ö".encode()[:1], "a text file"),
    "noise": (b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8", "a file of an unknown kind"),
    "control characters": (b"\1\2\3\4", "a file of an unknown kind"),
    "short magic": (b"\0as", "a truncated file"),
}


@pytest.mark.parametrize(("data", "words"), FILES.values(), ids=FILES)
def test_a_file_of_another_kind_is_named(data: bytes, words: str) -> None:
    with pytest.raises(WasmError, match=f"^{words}, not WebAssembly$"):
        parse(data)
