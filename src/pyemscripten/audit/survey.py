"""Audit what projects publish on PyPI."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pyemscripten.lookup import builtin
from pyemscripten.wheel_names import parse_wheel

from .dependencies import download

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pyemscripten.lookup import Table

#: A distribution's name, as the core metadata specification has it.
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


def newest_wheels(
    project: str, folder: str, say: Callable[[str], object], table: Table | None = None
) -> list[Path]:
    """Download a project's newest wheel for each platform, with pip; those that there are.

    Pure Python wheels, which pip takes where there is no other, are left out. ``table`` is newer
    data. Raises :class:`ValueError` for what is no project's name, and
    :class:`~pyemscripten.audit.dependencies.DownloadFailed` if pip fails for another reason than
    that there is no such wheel.
    """
    if not _NAME.fullmatch(project):
        raise ValueError(f"{project[:80]!r} is not the name of a project on PyPI")
    found = []
    for platform in (table or builtin()).platforms:
        say(f"{project}: asking pip for {platform.tag}")
        place = os.path.join(folder, platform.version)
        os.mkdir(place)
        if download(project, platform.version, platform.python, place):
            found += [
                Path(place, name)
                for name in sorted(os.listdir(place))
                if parse_wheel(name).platforms != ("any",)
            ]
    return found
