"""Write `src/pyemscripten/audit/stable_abi.txt` from the `abi3info` package of PyPI.

    python scripts/stable_abi.py

`abi3info` is generated from CPython's own `Misc/stable_abi.toml`. A test compares the file with
the installed `abi3info`, so a new CPython version shows up as a failure that names this script.
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from abi3info import DATAS, FUNCTIONS  # type: ignore[import-untyped]

from pyemscripten.files import write

TARGET = Path(__file__).parents[1] / "src/pyemscripten/audit/stable_abi.txt"


def lines() -> list[str]:
    symbols = {entry.symbol.name: entry.added for entry in (*FUNCTIONS.values(), *DATAS.values())}
    version = importlib.metadata.version("abi3info")
    return [
        f"# The stable ABI of CPython (abi3info {version}): symbol, minor version since",
        *(f"{name} {added.minor}" for name, added in sorted(symbols.items())),
    ]


if __name__ == "__main__":
    write(TARGET, "\n".join(lines()) + "\n")
    print(f"{TARGET}: {len(lines()) - 1} symbols")
