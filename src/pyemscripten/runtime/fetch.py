"""Fetch published Pyodide releases from npm, and never trust a byte that was not checked.

The tarball of a release is kept in the cache under the name of its SHA-512, and hashed again
each time it is used. What was unpacked from it is compared with it, byte for byte, before it is
run. Every file and folder gets its name only when it is complete, so nothing has to be locked.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from pyemscripten import files
from pyemscripten.data import LOCK_FILES
from pyemscripten.errors import InvalidName
from pyemscripten.model import PyodideRelease
from pyemscripten.versions import from_npm_version, to_npm_version

from . import archive
from .cache import cache_dir, scratch
from .errors import (
    IntegrityMismatch,
    LockFileProblem,
    ReleaseNotCached,
    ReleaseNotOnNpm,
)
from .npm import list_npm_versions, npm

#: Called with one line for each step that takes time.
Progress: TypeAlias = Callable[[str], object]

_INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")

# A release whose package.json names node-fetch does not start without what npm would install
# beside it. We keep that like the releases: in the cache, and checked on each use.
_COMPANIONS = (
    (
        "base-64",
        "1.0.0",
        "sha512-kwDPIFCGx0NZHog36dj+tHiwP4QMzsZ3AgMViUBKI0+V5n4U0ufTCUMhnQ04diaRI8EX/QcPfql7zlhZ7j4zgg==",
    ),
    (
        "node-fetch",
        "2.7.0",
        "sha512-c4FRfUm/dbcWZ7U+1Wq0AwCyFL+3nt2bEw05wfxSz+DWpWsitgmSgYmy2dQdWyKC1694ELPqMs/YzUSNozLt8A==",
    ),
    (
        "tr46",
        "0.0.3",
        "sha512-N3WMsuqV66lT30CrXNbEjx4GEwlow3v6rr4mCcv6prnfwhS01rkgyFdjPNBYd9br7LpXV1+Emh01fHnq2Gdgrw==",
    ),
    (
        "webidl-conversions",
        "3.0.1",
        "sha512-2JAn3z8AR6rjK8Sm8orRC0h/bcl/DqL7tRPdGZ4I1CjdF+EaMLmYxBHyXuKL849eucPFhvBoxMsflfOb8kxaeQ==",
    ),
    (
        "whatwg-url",
        "5.0.0",
        "sha512-saE57nupxk6v3HY35+jzBwYa0rKSy0XR8JSxZPwgLr7ys0IBzhGviA1/TUGJLmSVqs8pb9AnvICXEuOHLprYTw==",
    ),
    (
        "ws",
        "8.23.0",
        "sha512-wCkmX8QMOrKjgO8HW2WyDbTSGeqkocxgDzS9iR79rEAexty6/2qzilx3Ag8Tqf9ykop3irLKle0MtVn5qjVnoQ==",
    ),
)


@dataclass(frozen=True)
class PyodidePackage:
    """One published Pyodide release, in the cache.

    `version` is Pyodide's spelling (`"315.0.0a2"`), `npm_version` npm's (`"315.0.0-alpha.2"`),
    `integrity` the subresource integrity of the tarball (`"sha512-…"`), `tarball` its path.
    `path` leads to unpacked files; everything else is read from the tarball and unpacks nothing.
    """

    version: str
    npm_version: str
    integrity: str
    tarball: Path
    _source: _Source = field(repr=False, compare=False)

    @cached_property
    def path(self) -> Path:
        """The folder with `pyodide.mjs`, unpacked, or compared with the tarball if it was before.

        Raises what `fetch_pyodide` raises: a changed file is an `IntegrityMismatch`, and an old
        release that depends on other npm packages may have to fetch them.
        """
        about = self._about
        tarballs = {"package": self.tarball}
        integrities = self.integrity
        if "node-fetch" in json.loads(self.read("package.json")).get("dependencies", {}):
            for name, version, integrity in _COMPANIONS:
                tarballs[f"node_modules/{name}"], _ = self._source.tarball(name, version, integrity)
                integrities += integrity
        content = hashlib.sha256(integrities.encode("ascii")).hexdigest()[:32]
        folder = self._source.cache / "unpacked" / content
        if not folder.exists():
            self._source.progress(f"{about}: unpacking")
            with scratch(self._source.cache) as temporary:
                fresh = temporary / "fresh"
                for place_in, tarball in tarballs.items():
                    archive.unpack(tarball, fresh / place_in, about)
                folder.parent.mkdir(exist_ok=True)
                try:
                    fresh.rename(folder)
                except OSError:
                    # Another process was faster: what it made is compared like our own.
                    if not folder.exists():
                        raise
        strangers = archive.compare(tarballs, folder, about)
        if strangers:
            self._check_packages(strangers)
        return folder / "package"

    def read(self, name: str) -> bytes:
        """Read one file of the tarball, such as `"package.json"`. Raises `KeyError` if absent."""
        return archive.read(self.tarball, (name,), self._about)[name]

    @property
    def lock_file(self) -> str:
        """What this release calls its lock file. Raises `LockFileProblem` if there is none."""
        return self._lock[0]

    def lock_info(self) -> dict[str, Any]:
        """Give the lock file's `info`: `arch`, `platform`, `python` and more.

        Raises `LockFileProblem` if there is no lock file, or no such object in it.
        """
        return self._locked("info")

    def lock_packages(self) -> dict[str, dict[str, Any]]:
        """Give the lock file's `packages`: the distribution, by package name, objects only.

        Raises `LockFileProblem` if there is no lock file, or no such object in it.
        """
        packages = self._locked("packages")
        return {name: each for name, each in packages.items() if isinstance(each, dict)}

    @property
    def _about(self) -> str:
        return f"pyodide {self.version}"

    def _locked(self, part: str) -> dict[str, Any]:
        name, lock = self._lock
        found = lock.get(part)
        if not isinstance(found, dict):
            raise LockFileProblem(f"{self._about}: {name} has no object {part!r}")
        return found

    @cached_property
    def _lock(self) -> tuple[str, dict[str, Any]]:
        found = archive.read(self.tarball, LOCK_FILES, self._about)
        for name in LOCK_FILES:
            if name in found:
                try:
                    lock = json.loads(found[name])
                except ValueError:
                    lock = None
                if not isinstance(lock, dict):
                    raise LockFileProblem(f"{self._about}: {name} is not a JSON object")
                return name, lock
        raise LockFileProblem(f"{self._about} has no lock file ({', '.join(LOCK_FILES)})")

    def _check_packages(self, files: list[Path]) -> None:
        """Check what Node.js put beside the runtime: downloads of the distribution's packages.

        One that differs from the lock file is removed, because a download cut short is no
        attack; any other file is.
        """
        hashes = {
            each.get("file_name"): each.get("sha256") for each in self.lock_packages().values()
        }
        for file in files:
            if file.name not in hashes:
                raise archive.changed(file, self._about)
            if hashlib.sha256(file.read_bytes()).hexdigest() != hashes[file.name]:
                file.unlink()


def fetch_pyodide(
    version: str | PyodideRelease,
    *,
    cache: Path | None = None,
    offline: bool = False,
    expected_integrity: str | None = None,
    progress: Progress | None = None,
) -> PyodidePackage:
    """Get a published Pyodide release, from the cache or with `npm pack`.

    `version` is Pyodide's spelling, such as `"315.0.0a2"`, or a release of the data, whose npm
    integrity is then expected unless another is. `cache` is a folder, by default
    `cache_dir()`. With `offline` only the cache is used. `expected_integrity` is the npm
    integrity that the tarball must have (`"sha512-…"`); without it, a tarball is held to the hash
    it had when it was downloaded. `progress` is called with a line for each step that takes time.

    Raises `InvalidName`, `NpmMissing`, `NpmFailed`, `RegistryUnavailable`, `ReleaseNotOnNpm`,
    `ReleaseNotCached`, `IntegrityMismatch`, `TruncatedArchive` or `UnsafeArchive`, all of them
    a `RuntimeProblem`.
    """
    if isinstance(version, PyodideRelease):
        expected_integrity = expected_integrity or version.npm_integrity
        version = version.version
    npm_version = to_npm_version(version)
    if expected_integrity is not None and not _INTEGRITY.fullmatch(expected_integrity):
        raise InvalidName(f"pyodide {version}: {expected_integrity!r} is not like 'sha512-…=='")
    source = _Source(cache or cache_dir(), offline, progress or _silent)
    tarball, integrity = source.tarball("pyodide", npm_version, expected_integrity)
    return PyodidePackage(version, npm_version, integrity, tarball, source)


def _silent(_line: str) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class _Source:
    """The cache, and npm behind it."""

    cache: Path
    offline: bool
    progress: Progress

    def tarball(self, name: str, npm_version: str, expected: str | None) -> tuple[Path, str]:
        """Give the path of a checked tarball, and its integrity."""
        version = from_npm_version(npm_version)
        about = f"{name} {version}"
        # What the last download of this release was, unless the caller knows better.
        record = self.cache / "npm" / f"{name}-{npm_version}.integrity"
        known = expected or (record.read_text(encoding="utf-8") if record.is_file() else "")
        if _INTEGRITY.fullmatch(known):
            kept = record.with_name(f"{_hexadecimal(known)}.tgz")
            if kept.is_file():
                if (found := _integrity(kept)) != known:
                    raise IntegrityMismatch(
                        f"{about}: {kept} has {found}, not {known}; delete it and run again"
                    )
                return kept, known
        if self.offline:
            raise ReleaseNotCached(
                f"{about}: not in the cache ({self.cache}); run once without offline"
            )
        return self._download(name, npm_version, expected, record)

    def _download(
        self, name: str, npm_version: str, expected: str | None, record: Path
    ) -> tuple[Path, str]:
        about = f"{name} {from_npm_version(npm_version)}"
        self.progress(f"{about}: downloading")
        with scratch(self.cache) as temporary:
            spec = f"{name}@{npm_version}"
            try:
                npm("pack", spec, "--pack-destination=.", about=about, folder=temporary)
            except ReleaseNotOnNpm as problem:
                raise _with_nearest(problem, name, npm_version) from None
            (arrived,) = temporary.glob("*.tgz")
            integrity = _integrity(arrived)
            if expected not in {None, integrity}:
                raise IntegrityMismatch(
                    f"{about}: npm delivered {integrity}, expected {expected}; it was not kept"
                )
            _check_manifest(arrived, name, npm_version, about)
            record.parent.mkdir(exist_ok=True)
            kept = arrived.replace(record.with_name(f"{_hexadecimal(integrity)}.tgz"))
            files.write(record, integrity)
        return kept, integrity


def _check_manifest(tarball: Path, name: str, npm_version: str, about: str) -> None:
    """Read a new tarball to its end, and see that it is the package that was asked for."""
    content = archive.read(tarball, ("package.json",), about).get("package.json", b"")
    try:
        manifest = json.loads(content)
        found = manifest["name"], manifest["version"]
    except (ValueError, KeyError, TypeError):
        found = None
    if found != (name, npm_version):
        says = "@".join(map(str, found)) if found else "nothing"
        raise IntegrityMismatch(
            f"{about}: npm delivered a tarball whose package.json says {says}; it was not kept"
        )


def _with_nearest(problem: ReleaseNotOnNpm, name: str, npm_version: str) -> ReleaseNotOnNpm:
    """Add the nearest releases that there are."""
    if name != "pyodide":
        return problem
    near = difflib.get_close_matches(npm_version, list_npm_versions(), 3, 0)
    return ReleaseNotOnNpm(f"{problem}; nearest: {', '.join(map(from_npm_version, near))}")


def _integrity(file: Path) -> str:
    """Hash a file the way npm writes it."""
    digest = hashlib.sha512()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return "sha512-" + base64.b64encode(digest.digest()).decode("ascii")


def _hexadecimal(integrity: str) -> str:
    """Spell an integrity so that it can be a file's name."""
    return base64.b64decode(integrity.removeprefix("sha512-")).hex()
