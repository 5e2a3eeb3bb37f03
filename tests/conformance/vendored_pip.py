"""Judge wheel names with the pip that runs this file. `test_tools.py` starts it.

Reads `{"targets": {name: [platform tags, python]}, "wheels": [[target, filename], …]}`. Writes
pip's list of tags for each target, and for each wheel its place there, `null` for one refused.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> None:
    """Answer the question on standard input."""
    # pip has no public interface for this; the version is pinned.
    from pip._internal.exceptions import InvalidWheelFilename
    from pip._internal.models.target_python import TargetPython
    from pip._internal.models.wheel import Wheel

    asked = json.load(sys.stdin)
    lists: dict[str, list[Any]] = {}
    for name, (platforms, python) in asked["targets"].items():
        version = tuple(int(part) for part in python.split("."))
        abis = [f"cp{version[0]}{version[1]}"]
        python_there: Any = TargetPython(platforms, version, abis, "cp")
        lists[name] = python_there.get_sorted_tags()
    ranks: list[int | None] = []
    for target, filename in asked["wheels"]:
        try:
            wheel = Wheel(filename)
        except InvalidWheelFilename:
            ranks.append(None)
        else:
            tags = lists[target]
            ranks.append(wheel.support_index_min(tags) if wheel.supported(tags) else None)
    shown = {name: [str(tag) for tag in tags] for name, tags in lists.items()}
    json.dump({"ranks": ranks, "tags": shown}, sys.stdout)


if __name__ == "__main__":
    main()
