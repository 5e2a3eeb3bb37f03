"""What an index asks before it takes an upload: are these platform tags of the form, and known."""

from __future__ import annotations

import sys

import pyemscripten


def refusal(filename: str) -> str | None:
    """Why an upload is refused, or ``None``."""
    try:
        name = pyemscripten.parse_wheel(filename)
        for tag in name.platforms:
            if tag != "any" and pyemscripten.parse_tag(tag).spelling != "pyemscripten":
                return f"{tag}: the platform tag of PEP 783 begins with pyemscripten_"
    except pyemscripten.InvalidName as error:
        return str(error)
    return None


if __name__ == "__main__":
    reasons = [reason for file in sys.argv[1:] if (reason := refusal(file))]
    sys.exit("\n".join(reasons))
