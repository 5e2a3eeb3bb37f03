"""Say what a file is that should be WebAssembly and is not."""

from __future__ import annotations


def identify(head: bytes, more: bytes = b"") -> str:
    r"""What a file is that should be WebAssembly and is not, in words, with its article.

    ``head`` is the start of the file, ``more`` what follows it.

    >>> identify(b"!<arch>\n")
    'a static archive'
    >>> identify(b"#!/bin/sh\n")
    'a script'
    """
    data = head + more
    if not data:
        return "an empty file"
    for magic, words in _OTHER_FORMATS:
        if data.startswith(magic):
            return words
    if data.startswith(b"\0as"):
        return "a truncated file"
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        # A character cut in half at the end of the sample does not make it binary.
        text = data[: error.start].decode() if error.start > len(data) - 4 else ""
    if text and all(char.isprintable() or char in "\t\r\n\f" for char in text):
        if text.lstrip().startswith(("INPUT", "GROUP", "/* GNU ld script", "OUTPUT_FORMAT")):
            return "a linker script"
        return "a text file"
    return "a file of an unknown kind"


_OTHER_FORMATS = (
    (b"\x7fELF", "an ELF file"),
    (b"!<arch>\n", "a static archive"),
    (b"!<thin>\n", "a thin static archive"),
    (b"\xcf\xfa\xed\xfe", "a Mach-O file"),
    (b"\xce\xfa\xed\xfe", "a Mach-O file"),
    (b"\xfe\xed\xfa\xce", "a Mach-O file"),
    (b"\xfe\xed\xfa\xcf", "a Mach-O file"),
    (b"\xca\xfe\xba\xbe", "a universal Mach-O file"),
    (b"MZ", "a Windows PE file"),
    (b"BC\xc0\xde", "LLVM bitcode"),
    (b"PK\3\4", "a zip archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"#!", "a script"),
)
