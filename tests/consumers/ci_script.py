"""What a job asks after it built wheels: do they fit, and which flags had to be set."""

from __future__ import annotations

import sys

from pyemscripten.audit import audit
from pyemscripten.doctor import examine
from pyemscripten.flags import flags


def report(platform: str, *wheels: str) -> bool:
    """Print what there is to say; whether all is well."""
    verdicts = [audit(wheel, platform=platform) for wheel in wheels]
    for verdict in verdicts:
        print(verdict.sentence)
    for check in examine(platform, output=lambda command: None):
        print(check.tool, check.needed)
    print(*flags(platform, "c++").link)
    return all(verdict.level != "error" for verdict in verdicts)


if __name__ == "__main__":
    sys.exit(not report(*sys.argv[1:]))
