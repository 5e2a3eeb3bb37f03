"""Tie the words that only a sentence holds to the passages that were read for them.

    python -m scripts.quotes REPOSITORIES [--accept]

Shows each of our texts that changed since its sources were read, and its passages, from clones at
`REPOSITORIES/OWNER/NAME`. Who has read them, and finds that our words follow, adds `--accept`,
which writes digests of both to `src/pyemscripten/evidence/quotes.json`.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyemscripten
from pyemscripten.evidence.quotes import QUOTES, Where, digest, quotes, texts
from pyemscripten.files import write
from scripts.read_sources import Clone

if TYPE_CHECKING:
    from pyemscripten.model import Source

FORMAT = 1

#: Field of a platform -> the headings under which Pyodide's pages speak of it.
HEADINGS = {
    "unwinding.when": ("Unwinding ABIs",),
    "unwinding.rust": ("Unwinding ABIs", "Rust Toolchain"),
    "longjmp.note": ("Unwinding ABIs",),
    "wasm_bigint.note": ("WASM_BIGINT", "WASM_BIGINT is now the default", "`-sWASM_BIGINT`"),
    "pthread.note": ("No pthreads support", "`-pthread`"),
    "rpath.note": ("Runtime Library Loading Path",),
    "rust.note": ("Unwinding ABIs", "Rust Toolchain", "Making a shared library"),
    "rust.sysroot": ("The Rust sysroot", "Rust Toolchain"),
    "static_libraries.note": ("Libraries Linked to the Main Binary",),
}


def passages(source: Source, text: str, field: str) -> dict[str, str]:
    """The parts of a file that speak of a field; all of it, where no heading is known to."""
    lines = text.splitlines()
    anchor = re.search(r"#L(\d+)(?:-L(\d+))?$", source.path)
    if anchor:
        first, last = int(anchor[1]), int(anchor[2] or anchor[1])
        return {f"lines {first}-{last}": "\n".join(lines[first - 1 : last])}
    found: dict[str, str] = {}
    heading = ""
    for line in lines:
        new = re.match(r"#+ (.+)", line)
        heading = new[1] if new else heading
        if heading in HEADINGS.get(field, ()):
            found[heading] = f"{found.get(heading, '')}{line}\n"
    return found or {"": text}


def readings(clones: Path) -> dict[Where, dict[str, Any]]:
    """All of our texts with the passages of their sources."""
    found = {}
    for where, (words, sources) in texts(pyemscripten.builtin()).items():
        read: dict[str, str] = {}
        for source in sources:
            read.update(_read(clones, source, where[2]))
        found[where] = {"ours": digest(words), "read": read}
    return found


def _read(clones: Path, source: Source, field: str) -> dict[str, str]:
    """The passages of a source by name, each with its digest; none of what was run."""
    name = f"{source.project}@{source.revision[:10]} {source.path}".strip()
    if source.measured:
        return {name: ""}
    clone = Clone(clones / source.project)
    if not source.path:
        return {name: clone.git("rev-parse", f"{source.revision}^{{tree}}")[:16]}
    text = clone.text(source.revision, source.path.partition("#")[0])
    found = passages(source, text, field)
    return {f"{name} § {at}" if at else name: digest(part) for at, part in found.items()}


def to_text(found: dict[Where, dict[str, Any]], day: str) -> str:
    """One line a text, so that a diff shows what was read again."""
    sections: dict[str, dict[str, dict[str, Any]]] = {}
    for (section, subject, field), reading in found.items():
        sections.setdefault(section, {}).setdefault(subject, {})[field] = reading
    blocks = []
    for section, subjects in sections.items():
        parts = []
        for subject, fields in subjects.items():
            lines = [
                f'    "{field}": {json.dumps(each, ensure_ascii=False)}'
                for field, each in fields.items()
            ]
            parts.append(f"   {json.dumps(subject)}: {{\n" + ",\n".join(lines) + "\n   }")
        blocks.append(f"  {json.dumps(section)}: {{\n" + ",\n".join(parts) + "\n  }")
    head = f'{{\n "format": {FORMAT},\n "read": {json.dumps(day)},\n "readings": {{\n'
    return head + ",\n".join(blocks) + "\n }\n}\n"


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]).expanduser()
    before = quotes() if QUOTES.exists() else {}
    found = readings(folder)
    ours = texts(pyemscripten.builtin())
    for where, reading in found.items():
        if before.get(where) != reading:
            print(*where, ours[where][0], *reading["read"], sep="\n  ")
    if "--accept" in arguments:
        day = datetime.now(timezone.utc).date().isoformat()
        write(QUOTES, to_text(found, day))
        print(f"{QUOTES}: {len(found)} texts")


if __name__ == "__main__":
    main(sys.argv[1:])
