"""Get the wheels that a wheel needs in a release, with pip and as its target asks for them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from pyemscripten.wheel_names import PYEMSCRIPTEN, PYODIDE, parse_wheel, write_tag

from .wheel import Wheel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from packaging.requirements import Requirement

    from pyemscripten.runtime import PyodidePackage
    from pyemscripten.target import Target

#: How pip's log, and nothing else that it says, tells an index that fails from one without a wheel.
_UNFETCHED = re.compile(r"Could not fetch URL \S+: (.*) - skipping")


class DownloadFailed(Exception):
    """pip failed for another reason than that there is no such wheel."""


class Dependencies:
    """The wheels that a wheel needs: from PyPI through pip, else from Pyodide's distribution.

    They are those that its metadata asks for on ``target``, downloaded into ``folder``; ``package``
    is the release whose distribution is asked, ``say`` is called with a line for each download.
    ``wheels`` are the paths of those that came from PyPI, ``distribution`` the names of those that
    the distribution has, ``missing`` the requirements that could not be had.
    """

    def __init__(
        self,
        package: PyodidePackage,
        target: Target,
        folder: str,
        say: Callable[[str], object],
    ) -> None:
        from packaging.utils import canonicalize_name

        self.folder = folder
        self.target = target
        self.say = say
        self.canonical = canonicalize_name
        self.known: set[str] = {canonicalize_name(name) for name in package.lock_packages()}
        self.wheels: list[Path] = []
        self.distribution: list[str] = []
        self.missing: list[str] = []
        self._places: dict[str, Path | None] = {}
        self._extras: dict[str, set[str]] = {}

    def add_of(self, wheel: Path) -> None:
        """Find what ``wheel`` requires, and what that requires."""
        # A wheel may require itself, to name one of its extras from another.
        self._places[self.canonical(parse_wheel(wheel.name).project)] = wheel
        self._add(wheel, ("",))

    def _add(self, wheel: Path, extras: Iterable[str]) -> None:
        for requirement in self._requirements(wheel, extras):
            name = self.canonical(requirement.name)
            if name not in self._places:
                self._places[name] = found = self._find(requirement)
                if found is not None:
                    self._add(found, ("",))
            place = self._places[name]
            known = self._extras.setdefault(name, set())
            new = {self.canonical(extra) for extra in requirement.extras} - known
            if place is not None and new:
                known |= new
                self._add(place, sorted(new))

    def _find(self, requirement: Requirement) -> Path | None:
        """The wheel for a requirement, if it comes from PyPI."""
        before = set(os.listdir(self.folder))
        # What stands at an address might be source, which pip would run to learn what it is.
        if requirement.url is None and self._download(f"{requirement.name}{requirement.specifier}"):
            (file,) = set(os.listdir(self.folder)) - before
            self.wheels.append(Path(self.folder, file))
            return self.wheels[-1]
        name = self.canonical(requirement.name)
        if name in self.known:
            self.distribution.append(name)
        else:
            self.missing.append(str(requirement))
        return None

    def _requirements(self, wheel: Path, extras: Iterable[str]) -> Iterator[Requirement]:
        from email.parser import HeaderParser

        from packaging.requirements import InvalidRequirement, Requirement

        with Wheel(wheel) as opened:
            member = next(
                (m for m in opened.members.values() if m.name.endswith(".dist-info/METADATA")), None
            )
            text = opened.read(member).decode("utf-8", "replace") if member else ""
        environments = [{**self.target.markers(), "extra": extra} for extra in extras]
        for line in HeaderParser().parsestr(text).get_all("Requires-Dist") or ():
            try:
                requirement = Requirement(line)
            except InvalidRequirement:
                if line not in self.missing:
                    self.missing.append(line)
                continue
            marker = requirement.marker
            if marker is None or any(marker.evaluate(each) for each in environments):
                yield requirement

    def _download(self, requirement: str) -> bool:
        self.say(f"{requirement}: asking pip")
        target = self.target
        return download(requirement, target.platform or "", target.python_release, self.folder)


def download(requirement: str, platform: str, python: str, folder: str) -> bool:
    """Download the best wheel for a platform with pip, without dependencies; whether there is one.

    ``platform`` is a platform version, ``python`` a version of Python. pip runs as a process of its
    own, with the user's index settings. Raises :class:`DownloadFailed`.
    """
    tags = [write_tag(each, platform) for each in (PYEMSCRIPTEN, PYODIDE)] if platform else []
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as scratch:
        log = Path(scratch, "log")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download"),
                *("--quiet", "--log", log, "--no-deps", "--only-binary=:all:"),
                *("--implementation=cp", f"--python-version={python}", f"--dest={folder}"),
                *(f"--platform={tag}" for tag in tags or ("any",)),
                *("--", requirement),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        logged = log.read_text("utf-8", "replace") if log.exists() else ""
    if done.returncode == 0:
        return True
    problem = next(
        (line for line in _UNFETCHED.findall(logged) if not line.startswith("404 ")), None
    )
    if problem or "No matching distribution" not in done.stderr:
        # A setting that pip refuses is said on standard output.
        said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()
        last = problem or said[-1]
        raise DownloadFailed(f"pip could not download {requirement}: {last}")
    return False
