"""What somebody asks in a notebook: the table as rows, one platform's story, a private build."""

from __future__ import annotations

import pyemscripten
from pyemscripten import Platform


def rows() -> list[dict[str, str]]:
    """One row a platform, as a data frame takes them."""
    return [
        {"tag": p.tag, "emscripten": p.emscripten, "status": pyemscripten.history(p).status}
        for p in pyemscripten.builtin().platforms
    ]


def story(platform: str | Platform) -> list[str]:
    """What changed within a platform, a line for each value."""
    changes = pyemscripten.history(platform).changes
    return [
        f"{change.fact}: {change.value} ({change.first} to {change.last})" for change in changes
    ]


def private(emscripten: str) -> str:
    """The platforms of an Emscripten version, or the tag that is left."""
    same = pyemscripten.find(emscripten=emscripten)
    return ", ".join(p.tag for p in same) or pyemscripten.private_tag(emscripten)


if __name__ == "__main__":
    print(*rows(), sep="\n")
    print(*story(pyemscripten.builtin().platforms[0]), sep="\n")
