"""What a resolver asks: of these files, which one for that target."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import pyemscripten


def choose(files: Iterable[str], target: str) -> str | None:
    """The file that an installer has to take, or ``None`` if the target takes none of them."""
    ranks = {file: pyemscripten.Target.of(target).rank(file) for file in files}
    fitting = {file: rank for file, rank in ranks.items() if rank is not None}
    return min(fitting, key=fitting.__getitem__, default=None)


if __name__ == "__main__":
    print(choose(sys.argv[2:], target=sys.argv[1]))
