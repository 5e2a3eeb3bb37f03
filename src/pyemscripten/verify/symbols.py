"""Extract from the published releases what side modules can import: the audit's symbol tables.

Each release is fetched from npm and started in Node.js, and the object from which its loader
resolves imports is read. Signatures of the main module's functions come from its type section,
those of JavaScript functions from the ``sig`` that Emscripten gives them.

``python -m pyemscripten.verify.symbols`` writes the tables anew; with ``--check`` it compares them
with the file that is there and exits with 1 if they differ.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from pyemscripten.audit import symbols, wasm
from pyemscripten.runtime.errors import RuntimeFailed
from pyemscripten.runtime.node import find_node

_SCRIPT = Path(__file__).with_name("symbols.mjs")


def extract(folder: Path, integrity: str) -> symbols.Offer:
    """What the release that is unpacked in ``folder`` offers to side modules.

    ``integrity`` is that of the npm tarball which the folder came from. Raises
    :class:`~pyemscripten.runtime.errors.RuntimeProblem` if Node.js is missing or the release does
    not start.
    """
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as scratch:
        output = Path(scratch, "symbols.json")
        done = subprocess.run(
            [find_node().path, _SCRIPT, folder, output],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if not output.exists():
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise RuntimeFailed(f"{folder}: the release did not start: {last}")
        found = json.loads(output.read_text())
    main = wasm.parse((folder / "pyodide.asm.wasm").read_bytes())
    types = {}
    for name, (kind, detail) in sorted(found["symbols"].items()):
        if kind == "f":
            detail = main.signature(detail) or ""
        # Emscripten writes "p" for a pointer, which is an i32 on this platform.
        types[name] = kind + detail.replace("p", "i")
    return symbols.Offer(integrity, tuple(found["suffixes"]), types)
