"""The locked requirements install from any mirror and match pyproject.toml."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    "requirements-test.txt": {"test"},
    "requirements-docs.txt": {"test", "lint", "docs"},
}
locks = pytest.mark.parametrize("lock", LOCKS)


def locked(lock: str) -> dict[str, set[Version]]:
    """Return the versions, one a Python version or system, that a lock holds of each project."""
    versions: dict[str, set[Version]] = {}
    text = ROOT.joinpath(lock).read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            name, version = re.match(r"([\w.-]+)(?:\[\S+\])?==(\S+)", line).groups()  # type: ignore[union-attr]
            versions.setdefault(canonicalize_name(name), set()).add(Version(version))
    return versions


def group(name: str) -> Iterator[Requirement]:
    """Yield what a dependency group asks for, with the groups that it includes."""
    for item in PYPROJECT["dependency-groups"][name]:
        if isinstance(item, str):
            yield Requirement(item)
        else:
            yield from group(item["include-group"])


def asked(lock: str) -> list[Requirement]:
    """Return every requirement of the project, its extras and the groups of a lock."""
    project = PYPROJECT["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        wanted.extend(Requirement(text) for text in extra)
    for name in LOCKS[lock]:
        wanted.extend(group(name))
    return wanted


@locks
def test_lock_names_no_host(lock: str) -> None:
    text = ROOT.joinpath(lock).read_text(encoding="utf-8")
    for forbidden in ("://", "--index-url", "--extra-index-url", "--find-links", " @ "):
        assert forbidden not in text, f"{lock} depends on one host: it contains {forbidden!r}"


@locks
def test_every_locked_requirement_has_a_hash(lock: str) -> None:
    text = ROOT.joinpath(lock).read_text(encoding="utf-8").replace("\\\n", "")
    for line in text.splitlines():
        if line and not line.startswith((" ", "#")):
            assert "--hash=sha256:" in line, f"{lock}: no hash for {line}"


@locks
def test_lock_satisfies_pyproject(lock: str) -> None:
    versions = locked(lock)
    for requirement in asked(lock):
        # The docs lock is for newer Pythons: what only older ones need is not in it.
        if requirement.marker and not requirement.marker.evaluate({"python_version": "3.10"}):
            continue
        if requirement.marker and lock == "requirements-docs.txt":
            continue
        found = versions.get(canonicalize_name(requirement.name), set())
        assert found, f"{lock} lacks {requirement.name}: run `make lock`"
        bad = [str(version) for version in found if version not in requirement.specifier]
        assert not bad, f"{lock} has {requirement.name} {bad}, not {requirement}: run `make lock`"


def test_both_locks_agree() -> None:
    test, docs = locked("requirements-test.txt"), locked("requirements-docs.txt")
    for name in test.keys() & docs.keys():
        assert docs[name] <= test[name], f"the locks differ on {name}: run `make lock`"
