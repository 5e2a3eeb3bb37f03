"""Write `src/pyemscripten/evidence/sources.json`: what the cited files of other projects say.

    python -m scripts.read_sources REPOSITORIES

`REPOSITORIES` is a folder with a clone, bare or not, of each project at `OWNER/NAME`. Facts are
taken out of the files by patterns, and nothing of our table goes in but which files it cites and
which versions it lists: so a table with an error in it does not agree with what was read.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime, timezone
from functools import cache
from pathlib import Path
from string import ascii_letters
from typing import TYPE_CHECKING, Any

from packaging.version import InvalidVersion, Version

import pyemscripten
from pyemscripten.evidence.citations import cited
from pyemscripten.evidence.recorded import READ_IN_SOURCES
from pyemscripten.files import write
from pyemscripten.verify.registry import download

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyemscripten.lookup import Table

PYODIDE = "pyodide/pyodide"
EMSCRIPTEN = "emscripten-core/emscripten"
PYODIDE_BUILD = "pyodide/pyodide-build"

FORMAT = 1

#: Settings of Emscripten whose default decides what a flag is needed for.
SETTINGS = ("WASM_BIGINT", "SUPPORT_LONGJMP", "WASM_LEGACY_EXCEPTIONS", "FAKE_DYLIBS")

#: What the loader does with RPATH, and how Pyodide's pages say it.
RPATH = {
    "required": "only load dependencies that are properly specified on the `RPATH`",
    "wheel-libs": "Specifying an RPATH is not supported",
}


class Unreadable(Exception):
    """A revision or a file that a clone does not have."""


class Clone:
    """A clone of one project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cache  # noqa: B019 - a clone lives as long as the script
    def git(self, *arguments: str) -> str:
        if not self.folder.exists():
            raise Unreadable(f"no clone at {self.folder}")
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Unreadable(f"{self.folder.name}: {arguments}: {done.stderr.strip()}")
        return done.stdout

    def text(self, revision: str, path: str) -> str:
        return self.git("show", f"{revision}:{path}")

    def commit(self, revision: str) -> str:
        return self.git("rev-parse", "--verify", f"{revision}^{{commit}}").strip()

    def day(self, revision: str) -> str:
        """The day of a commit, as those who made it wrote it."""
        return self.git("show", "-s", "--format=%cs", f"{revision}^{{commit}}").strip()

    def first_releases(self, revision: str) -> dict[str, Any]:
        """The first release with a commit, the first stable one, and the stable one before it."""
        having = sorted(filter(None, map(version, self._tags("--contains", revision))))
        if not having:
            return {}
        stable = [found for found in having if not found.is_prerelease]
        every = sorted(filter(None, map(version, self._tags())))
        first = stable[0] if stable else having[0]
        before = [v for v in every if v < first and not v.is_prerelease]
        tags = {version(tag): tag for tag in self._tags("--contains", revision)}
        return {
            "first": str(having[0]),
            "first_stable": str(first),
            "days": sorted({self.day(tags[having[0]]), self.day(tags[first])}),
            "before": str(before[-1]) if before else "",
        }

    def _tags(self, *options: str) -> list[str]:
        return self.git("tag", *options).splitlines()


def version(tag: str) -> Version | None:
    """The version that a tag names: `v1.2`, `1.2`, `@project/package@1.2`."""
    try:
        return Version(tag.rpartition("@")[2])
    except InvalidVersion:
        return None


def files(clones: Path, table: Table) -> dict[str, Any]:
    """What each citation of a file or a commit leads to: its object, and when it was released."""
    found: dict[str, Any] = {}
    for source in cited(table):
        if source.measured:
            continue
        clone = Clone(clones / source.project)
        path, _, lines = source.path.partition("#")
        entry = found.setdefault(source.project, {}).setdefault(source.revision, {})
        try:
            entry["commit"] = clone.commit(source.revision)
            entry["day"] = clone.day(source.revision)
            entry["tags"] = clone.git("tag", "--points-at", entry["commit"]).split()
            if path:
                kept = clone.git("rev-parse", f"{source.revision}:{path}").strip()
                entry.setdefault("files", {})[source.path] = kept[:12]
                if lines and int(lines.rpartition("L")[2]) > clone.git("show", kept).count("\n"):
                    raise Unreadable(f"{source.text} has no such line: {lines}")
            else:
                entry.update(clone.first_releases(source.revision))
        except Unreadable as problem:
            print(problem, file=sys.stderr)
    return {
        project: {revision: entry for revision, entry in sorted(revisions.items()) if entry}
        for project, revisions in sorted(found.items())
    }


def packages(table: Table) -> dict[str, dict[str, list[str]]]:
    """Which cited versions there are, and which cited files are in them or what was done there."""
    found: dict[str, dict[str, list[str]]] = {}
    for source in cited(table):
        if not source.measured:
            continue
        registry, _, name = source.project.partition(" ")
        what = source.path
        if registry == "PyPI" and what.endswith((".py", ".toml")):
            there = any(m.endswith(f"/{what}") for m in contents(name, source.revision))
        else:
            there = registry != "PyPI" or source.revision in listed(name)
        if there:
            found.setdefault(source.project, {}).setdefault(source.revision, []).append(what)
    return {project: found[project] for project in sorted(found)}


@cache
def contents(name: str, version: str) -> list[str]:
    """The files in the wheel of a package."""
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as folder:
        wheel = download(f"{name}=={version}", Path(folder))
        with zipfile.ZipFile(wheel.path) as archive:
            return archive.namelist()


@cache
def listed(name: str) -> list[str]:
    """The versions of a package that pip offers."""
    command = [sys.executable, "-m", "pip", "index", "versions", "--ignore-requires-python", name]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.findall(r"[^\s,]+", said.partition("Available versions:")[2].partition("\n")[0])


def makefile(text: str, name: str) -> str:
    """The value of a variable in a Makefile, its continued lines joined."""
    found = re.search(rf"^(?:export )?{name}\s*[?:]?=((?:.*\\\n)*.*)$", text, re.MULTILINE)
    return " ".join(found[1].replace("\\\n", " ").split()) if found else ""


def flags(text: str) -> list[str]:
    """The flags in a value, each in one word: `-s X` is `-sX`. What names a place is left out."""
    joined = re.sub(r"(?<!\S)-(s|C|Z) +", r"-\1", text)
    return [word for word in joined.split() if word.startswith("-") and "$" not in word]


def release(clone: Clone, commit: str) -> dict[str, Any]:
    """What a release of Pyodide was built with, by its own build files."""
    text = clone.text(commit, "Makefile.envs")
    build = clone.text(commit, "cpython/Makefile")
    optimise = [makefile(text, name) for name in ("OPTFLAGS", "DBGFLAGS_NODEBUG")]
    linked = set(re.findall(r"(?<=\s)-l([\w.+]+)(?=[\s\\])", text)) - {"python"}
    linked |= {
        library
        for library, sign in (("zlib", "USE_ZLIB"), ("bzip2", "USE_BZIP2"), ("lz4", "LZ4=1"))
        if re.search(rf"-s *{sign}", text)
    }
    versions = {
        "lzma": re.search(r"/xz-([\d.]+)\.tar", build),
        "zstd": re.search(r"/zstd-([\d.]+)\.tar", build),
        "sqlite3": re.search(r"/sqlite-autoconf-(\d+)\.tar", build),
    }
    platform = makefile(text, "PYODIDE_ABI_VERSION")
    row = {
        "day": clone.day(commit),
        "python": makefile(text, "PYVERSION"),
        "emscripten": makefile(text, "PYODIDE_EMSCRIPTEN_VERSION"),
        "platform": platform,
    }
    if not platform:
        return row
    return {
        **row,
        "rust": makefile(text, "RUST_TOOLCHAIN"),
        "cflags": [*optimise, *flags(makefile(text, "CFLAGS_BASE"))],
        "ldflags": [*optimise, *flags(makefile(text, "LDFLAGS_BASE"))],
        "rustflags": flags(makefile(text, "RUSTFLAGS")) if "RUSTFLAGS" in text else None,
        "libraries": sorted(linked),
        "versions": {
            name: sqlite(each[1]) if name == "sqlite3" else each[1]
            for name, each in versions.items()
            if each
        },
        "commits": {
            name: makefile(build, f"{name.upper()}_COMMIT") for name in ("libffi", "hiwire")
        },
    }


def sqlite(number: str) -> str:
    """SQLite's version from the number in its archive's name: `3390000`."""
    major, rest = number[0], number[1:]
    return f"{major}.{int(rest[:2])}.{int(rest[2:4])}"


def page(text: str) -> dict[str, Any]:
    """What Pyodide's page on a platform says, section by section."""
    sections = dict(re.findall(r"^### (.+)\n((?:(?!##).*\n?)*)", text, re.MULTILINE))
    versions = sections["CPython and Emscripten Version"]
    unwinding = sections["Unwinding ABIs"]
    rust = " ".join(sections["Rust Toolchain"].split())
    path = " ".join(sections["Runtime Library Loading Path"].split())
    linked = sections["Libraries Linked to the Main Binary"]
    libraries = re.findall(r"^- `([\w.]+)`(?:.* version ([\d.]+))?$", linked, re.MULTILINE)
    bigint = " ".join(sections.get("WASM_BIGINT", "").split())
    rust_since = re.search(r"nightly after (\w+ \d+)\w*, (\d{4})", rust)
    rust_until = re.search(r"nightly released prior to (\w+ \d+)\w*,? (\d{4})", rust)
    stable = re.search(r"version ([\d.]+\d) or later", rust)
    whole = " ".join(text.split())
    also = re.search(r"`\w+_(\d+_\d+)` also works with stable Rust ([\d.]+\d)", whole)
    default = re.search(r"default to Rust ([\d.]+\d)", rust) or re.search(
        r"recommended toolchain is (nightly-[\d-]+)", rust
    )
    return {
        "names": re.findall(r"pyemscripten_\d+_\d+|pyodide_\d+_\d+", text.partition("## ")[0]),
        "python": _one(r"\*\*CPython\*\*: ([\d.]+)", versions),
        "emscripten": _one(r"\*\*Emscripten\*\*: ([\d.]+)", versions),
        "flags": sorted(set(re.findall(r"`(-[sf][\w=-]+)`", unwinding))),
        "bigint": sorted(set(re.findall(r"`(-s[\w]+)`", bigint))) if "must be" in bigint else [],
        "rpath": next((rule for rule, sign in RPATH.items() if sign in path), ""),
        "libraries": dict(libraries),
        "rust": {
            "nightly_after": _day(rust_since),
            "nightly_before": _day(rust_until),
            "stable": stable[1] if stable else "",
            "default": default[1] if default else "",
            "sysroot": "#### The Rust sysroot" in text,
            "also": {also[1]: also[2]} if also else {},
        },
    }


def _one(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _day(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    return _parse(f"{found[1][:3]}{found[1].lstrip(ascii_letters)} {found[2]}")


def changelog(text: str) -> dict[str, str]:
    """The day of each release in Pyodide's change log."""
    found = re.findall(r"^## Version (\S+)\n+_(\w+) (\d+)\w*,? (\d{4})_", text, re.MULTILINE)
    return {version: _parse(f"{month[:3]} {day} {year}") for version, month, day, year in found}


def _parse(text: str) -> str:
    """The ISO date of `Aug 4 2026`."""
    parsed = datetime.strptime(f"{text} +0000", "%b %d %Y %z")
    return parsed.date().isoformat()


def cross_builds(text: str) -> dict[str, Any]:
    """The cross-build environments that Pyodide lists."""
    listed = json.loads(text)["releases"]
    return {
        version: {
            "day": each["published_at"][:10],
            "python": each["python_version"],
            "emscripten": each["emscripten_version"],
            "sha256": each["sha256"],
            "url": each["url"],
        }
        for version, each in sorted(listed.items(), key=lambda item: Version(item[0]))
    }


def emscripten(clone: Clone, version: str, log: str) -> dict[str, Any]:
    """What a release of Emscripten says of itself."""
    commit = clone.commit(version)
    settings = clone.text(commit, "src/settings.js")
    month, day, year = re.search(  # type: ignore[union-attr]
        rf"^{re.escape(version)} - (\d+)/(\d+)/(\d+)", log, re.MULTILINE
    ).groups()
    return {
        "commit": commit,
        "day": f"20{year[-2:]}-{month}-{day}",
        "settings": {name: _one(rf"(?m)^var {name} = (\w+);", settings) for name in SETTINGS},
        "javascript": sorted(always(clone, commit)),
        "ports": {
            name: _one(r"VERSION = '([^']+)'", clone.text(commit, f"tools/ports/{name}.py"))
            for name in ("zlib", "bzip2")
        },
    }


def always(clone: Clone, commit: str) -> list[str]:
    """The JavaScript libraries that Emscripten links whether or not it is told to."""
    try:
        text = clone.text(commit, "src/modules.mjs")
    except Unreadable:
        return []  # another file did it before, and no platform is that old
    listed = text.partition("libraries = [")[2].partition("];")[0]
    return re.findall(r"'lib(?:rary_)?(\w+\.js)'", listed)


def pyodide_build(clone: Clone, revision: str) -> dict[str, Any]:
    """What pyodide-build adds to the flags of the cross-build environment."""
    text = clone.text(revision, "pyodide_build/config.py")
    # The tables of values come after those of names, which have the same keys.
    values = text.partition("\nDEFAULT_CONFIG")[2].partition("\nPYODIDE_CLI_CONFIGS")[0]
    said = dict(re.findall(r'^    "(\w+)": "([^"]*)",', values, re.MULTILINE))
    return {
        name: flags(said[name]) if name.endswith("flags") else said[name]
        for name in ("cflags", "ldflags", "rustflags", "rust_toolchain", "cargo_build_target")
    }


def read(clones: Path, table: Table) -> dict[str, Any]:
    """All of it."""
    pyodide, core = Clone(clones / PYODIDE), Clone(clones / EMSCRIPTEN)
    first = Version(table.releases[0].version)
    tags = {tag: found for tag in pyodide.git("tag").splitlines() if (found := version(tag))}
    releases = {}
    for tag in sorted((tag for tag, found in tags.items() if found >= first), key=tags.__getitem__):
        commit = pyodide.commit(tag)
        releases[tag] = {"commit": commit, **release(pyodide, commit)}
    docs = {source for source in cited(table) if source.project == PYODIDE and source.path}
    pages = {s.path: s for s in docs if re.fullmatch(r".*/abi/\d+\.md", s.path)}
    newest = next(iter(pages.values())).revision
    log = core.text(
        next(s.revision for s in cited(table) if s.path == "ChangeLog.md"), "ChangeLog.md"
    )
    builds = {s.revision for s in cited(table) if s.path == "pyodide_build/config.py"}
    builds -= {s.revision for s in cited(table) if s.measured}
    return {
        "files": files(clones, table),
        "packages": packages(table),
        "releases": releases,
        "pages": {path: page(pyodide.text(s.revision, path)) for path, s in sorted(pages.items())},
        "changelog": {
            version: day
            for version, day in changelog(pyodide.text(newest, "docs/project/changelog.md")).items()
            if version in {row.version for row in table.releases}
        },
        "cross_builds": cross_builds(
            pyodide.text(newest, "metadata/pyodide-cross-build-environments-v2.json")
        ),
        "emscripten": {e.version: emscripten(core, e.version, log) for e in table.emscripten},
        "pyodide-build": {
            revision: pyodide_build(Clone(clones / PYODIDE_BUILD), revision)
            for revision in sorted(builds)
        },
    }


def to_text(said: dict[str, Any], day: str) -> str:
    """One line for each subject, so that a diff shows what changed."""
    blocks = []
    for name, group in said.items():
        lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in group.items()]
        blocks.append(f" {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n }")
    head = [f' "format": {FORMAT}', f' "read": {json.dumps(day)}']
    return "{\n" + ",\n".join((*head, *blocks)) + "\n}\n"


def main(arguments: Iterable[str]) -> None:
    (folder,) = arguments
    said = read(Path(folder).expanduser(), pyemscripten.builtin())
    today = datetime.now(timezone.utc).date()
    write(READ_IN_SOURCES, to_text(said, date.isoformat(today)))
    print(f"{READ_IN_SOURCES}: {sum(map(len, said.values()))} subjects")


if __name__ == "__main__":
    main(sys.argv[1:])
