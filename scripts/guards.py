"""Falsify each value of the table in turn, and say which guard notices: `make guards`.

    python -m scripts.guards --write

Without `--write` it only prints; the page on verification shows what was written. A guard is a
comparison that needs no network: with what published artifacts showed, with what files of other
projects say, with other facts of the table, and, last, with the digest of a passage that somebody
read when the value was written.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pyemscripten
from pyemscripten._record import Record
from pyemscripten.evidence import checks, definitions, platforms, rows, said, statements
from pyemscripten.evidence.citations import cited, unread
from pyemscripten.evidence.compare import SOURCE, TABLE, Agreement
from pyemscripten.evidence.quotes import changed, digest
from pyemscripten.evidence.recorded import GUARDS as RESULT
from pyemscripten.evidence.recorded import recorded
from pyemscripten.files import write
from pyemscripten.lookup import Table
from pyemscripten.model import CrossBuildEnvironment, Npm, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyemscripten.evidence.compare import Check

TRUE = pyemscripten.builtin()

#: What notices a wrong value, the firmest first.
ARTIFACT = "artifacts"
FILES = "other projects' files"
CONSISTENCY = "other facts"
QUOTE = "documented only"
NOTHING = "nothing"
GUARDS = (ARTIFACT, FILES, CONSISTENCY, QUOTE, NOTHING)

#: Values that stand for each other in a lie that still looks TRUE.
OPPOSITES = (
    ("WebAssembly", "JavaScript"),
    ("required", "wheel-libs"),
    ("native", "javascript"),
    ("default", "explicit"),
    ("stable", "nightly"),
    ("legacy", "exnref"),
    ("documentation", "source code"),
    ("pyemscripten", "pyodide"),
    ("generates", "installs"),
    ("resolves", "uploads"),
    ("changelog", "build stamp"),
    ("cross-build environment", "git commit"),
    ("tar.gz", "tar.bz2"),
    ("provoked", "read"),
    ("any", ""),
)
_OPPOSITE = {**dict(OPPOSITES), **{b: a for a, b in OPPOSITES if b}}


@dataclass(frozen=True)
class Leaf:
    """One value of the table: what kind of fact it is, what it is about, where it stands.

    ``lie`` makes the table with another value there.
    """

    kind: str
    subject: str
    fact: str
    lie: Callable[[], Table] = field(compare=False)

    @property
    def name(self) -> str:
        return f"{self.subject}: {self.fact}"


# Where values stand -------------------------------------------------------------------------------


def walk(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each plain value under a record with its path; sources apart, which are cited often."""
    if isinstance(value, Source):
        return
    if isinstance(value, Record):
        for name in value.field_names():
            yield from walk(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from walk(each, (*path, at))
        if not value or isinstance(value[0], str):
            yield (*path, "+"), value
            if value:
                yield (*path, "-"), value
    elif hasattr(value, "items"):
        for key, each in value.items():
            yield from walk(each, (*path, key))
    else:
        yield path, value


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy with another value at a path."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, Record):
        return value.replace(**{step: put(getattr(value, step), rest, new)})
    if isinstance(value, tuple):
        if step == "+":
            return (*value, new)
        if step == "-":
            return value[:-1]
        return (*value[:step], put(value[step], rest, new), *value[step + 1 :])
    return {**value, step: put(value[step], rest, new)}


def falsified(path: tuple[Any, ...], value: Any) -> Any:
    """Another value that could stand at a path: which digit or word differs depends on the path."""
    turn = crc32(repr(path).encode())
    name = str(path[-1])
    if name == "+":
        return more(path, value)
    if name == "-":
        return None
    if isinstance(value, bool):
        return not value
    if value is None or value == "":
        # A library is newer than its platform, a tool did it always.
        return "any" if name == "since" and path[0] == "support" else INVENTED[name]
    if value in _OPPOSITE:
        return _OPPOSITE[value]
    day = iso(value)
    if day:
        return str(day + timedelta(days=1 if turn % 2 else -1))
    digits = [at for at, char in enumerate(value) if char.isdigit()]
    if digits and " " not in value:
        at = digits[turn % len(digits)]
        return f"{value[:at]}{(int(value[at]) + 1) % 10}{value[at + 1 :]}"
    words = value.split(" ")
    if len(words) > 1:
        at = turn % len(words)
        word = "never" if words[at] == "not" else "not"
        return " ".join([*words[:at], word, *words[at + 1 :]])
    return f"{value}x"


def iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def more(path: tuple[Any, ...], value: tuple[str, ...]) -> str:
    """One more for a tuple of texts."""
    field_name = next(step for step in reversed(path) if isinstance(step, str) and len(step) > 1)
    return str(INVENTED.get(field_name, value[0] if value else "-sINVENTED"))


#: Something that is there, but elsewhere.
_FINAL, _OTHER = TRUE.platforms[:2]
_LATER = [release.version for release in TRUE.history(_OTHER).releases if release.stable][1]

#: What a lie puts where there is nothing.
INVENTED: dict[str, Any] = {
    "version": "9.9",
    "since": _LATER,
    "until": "9.9",
    "date": "2026-01-01",
    "note": "It is not so.",
    "label": "v9.9",
    "path": "README.md",
    "encoding": "legacy",
    "minimum": "1.9",
    "maximum": "1.9",
    "platform": _FINAL.version,
    "git_commit": "0" * 40,
    "archive": "zip",
    "tag": "v9.9",
    "micropip": "0.1",
    "packaging": "21.3",
    "clang": "99.0",
    "llvm_commit": "abcdef",
    "clang_release": _LATER,
    "report": "Somebody is wrong.",
    "config_variables": "PYEMSCRIPTEN_INVENTED",
    "wheel_tags": _FINAL.tag,
    "about": _LATER,
    "spellings": "emscripten",
    "notes": "It is not so.",
    "cibuildwheel": "cp-invented",
    "uv": "wasm32-invented",
    "rustc": "wasm32-invented",
    "npm": Npm("sha512-AAAA", "", (), (), "", ""),
    "cross_build": CrossBuildEnvironment(
        "0" * 64,
        next(r.cross_build.source for r in TRUE.releases if r.cross_build),
    ),
}


# All of them --------------------------------------------------------------------------------------

#: Section of the table -> what names its records.
SECTIONS: dict[str, Callable[[Any], str]] = {
    "platforms": lambda record: str(record.version),
    "releases": lambda record: f"Pyodide {record.version}",
    "emscripten": lambda record: f"Emscripten {record.version}",
    "support": lambda record: f"{record.tool} {record.verb} {record.spelling}",
    "uv_targets": lambda record: f"uv target {record.spelling}",
    "tag_orders": lambda record: f"order {record.name}",
    "conflicts": lambda record: f"conflict {record.identifier}",
    "messages": lambda record: f"message {record.identifier}",
}

#: Field of a platform -> what kind of fact it is.
_OF_PLATFORM = {
    "flags": "Platforms: flags",
    "static_libraries": "Platforms: libraries",
    "rust": "Platforms: Rust",
    "names": "Platforms: names",
}
_PROSE = ("when", "rust", "evidence")


def kind_of(section: str, path: tuple[Any, ...]) -> str:
    """The row of the report that a value belongs to."""
    names = [str(step) for step in path if isinstance(step, str) and step not in "+-"]
    if section == "platforms":
        first, last = names[0], names[-1]
        if last == "note" or ((first, last) == ("unwinding", last) and last in _PROSE):
            return "Platforms: remarks"
        if first == "notes":
            return "Platforms: remarks"
        return _OF_PLATFORM.get(first, "Platforms: versions and ABI")
    if section == "releases":
        if names[-1] == "read":
            return "Days of reading"
        return "Pyodide releases"
    if section == "support" and names[-1] == "note":
        return "Tools: remarks"
    return _KINDS[section]


_KINDS = {
    "emscripten": "Emscripten releases",
    "support": "Tools: what they do with the tags",
    "uv_targets": "Tools: what they do with the tags",
    "tag_orders": "Tools: what they do with the tags",
    "conflicts": "Prose: conflicts",
    "messages": "Prose: messages",
    "behaviours": "Prose: behaviours",
}


def leaves(table: Table) -> Iterator[Leaf]:
    """Each value of the table, with a lie about it."""
    for section, name in SECTIONS.items():
        for at, record in enumerate(getattr(table, section)):
            yield from _of(table, section, (at,), record, name(record))
    for key, behaviour in table.behaviours.items():
        yield from _of(table, "behaviours", (key,), behaviour, f"behaviour {key}")
    for path, value in chain(
        walk(table.config_variables, ("config_variables",)), walk(table.markers, ("markers",))
    ):
        yield Leaf(
            "Markers and variables", str(path[0]), _dotted(path[1:]), _lie(table, path, value)
        )
    for at in range(len(table.platforms)):
        libraries = ("platforms", at, "static_libraries")
        yield Leaf(
            "Platforms: libraries",
            table.platforms[at].version,
            "static_libraries.-",
            partial(put, table, (*libraries, "-"), None),
        )
    for source in cited(table):
        for each in source.field_names():
            kind = "Days of reading" if each == "read" else "Sources"
            yield Leaf(kind, source.text, each, _source_lie(table, source, each))


def _of(
    table: Table, section: str, before: tuple[Any, ...], record: Any, subject: str
) -> Iterator[Leaf]:
    for path, value in walk(record):
        whole = (section, *before, *path)
        yield Leaf(kind_of(section, path), subject, _dotted(path), _lie(table, whole, value))


def _dotted(path: tuple[Any, ...]) -> str:
    return ".".join(map(str, path))


def _lie(table: Table, path: tuple[Any, ...], value: Any) -> Callable[[], Table]:
    return lambda: put(table, path, falsified(path, value))


def _source_lie(table: Table, source: Source, name: str) -> Callable[[], Table]:
    path = (source.project, source.path, source.revision, name)
    wrong = source.replace(**{name: falsified(path, getattr(source, name))})
    return lambda: swapped(table, source, wrong)


def swapped(value: Any, old: Source, new: Source) -> Any:
    """A copy in which one source is another, wherever it is cited."""
    if value == old:
        return new
    if isinstance(value, Source):
        return value
    if isinstance(value, Record):
        fields = {name: getattr(value, name) for name in value.field_names()}
        changes = {name: swapped(each, old, new) for name, each in fields.items()}
        different = {n: each for n, each in changes.items() if each is not fields[n]}
        return value.replace(**different) if different else value
    if isinstance(value, tuple):
        copies = tuple(swapped(each, old, new) for each in value)
        same = all(a is b for a, b in zip(copies, value, strict=True))
        return value if same else copies
    if hasattr(value, "items"):
        pairs = {key: swapped(each, old, new) for key, each in value.items()}
        return value if all(pairs[key] is value[key] for key in pairs) else pairs
    return value


# What notices -------------------------------------------------------------------------------------

EVIDENCE = recorded()


@cache
def _usual() -> frozenset[str]:
    """What the guards say of the table as it is."""
    return frozenset(said_of(TRUE))


def said_of(table: Table) -> Iterator[str]:
    yield from unread(table, EVIDENCE)
    yield from changed(table)


def noticed(leaf: Leaf) -> tuple[str, frozenset[str]]:
    """The firmest guard that tells the table with a lie from ours, and the facts that then differ.

    Comparisons that have nothing to do with the lie are not made where others notice it.
    """
    table = leaf.lie()
    if table == TRUE:
        raise AssertionError(f"{leaf.name} was not falsified")
    failed = [each for each in _about(table) if each.verdict is Agreement.MISMATCH]
    uncited = set(unread(table, EVIDENCE)) - _usual()
    if not failed and uncited:
        dated = all("last reading" in sentence for sentence in uncited)
        return CONSISTENCY if dated else FILES, frozenset()
    if not failed and not _prose_only(table):
        failed = [c for c in checks.check(table, EVIDENCE) if c.verdict is Agreement.MISMATCH]
    groups = {each.group for each in failed}
    facts = frozenset(each.fact for each in failed)
    if groups - {SOURCE, TABLE}:
        return ARTIFACT, facts
    if groups:
        return FILES if SOURCE in groups else CONSISTENCY, facts
    return QUOTE if set(changed(table)) - _usual() else NOTHING, facts


def _prose_only(table: Table) -> bool:
    """Whether tables differ only in what no comparison looks at."""
    return table.replace(messages=TRUE.messages, behaviours=TRUE.behaviours) == TRUE


def _about(table: Table) -> Iterator[Check]:
    """The comparisons about the records that differ from ours, which are quick."""
    for ours, release in zip(TRUE.releases, table.releases, strict=True):
        if ours is not release:
            if release.version in EVIDENCE.releases:
                yield from rows.check_row(table, release, EVIDENCE.releases[release.version])
            yield from said.check_release(release, EVIDENCE)
    for was, platform in zip(TRUE.platforms, table.platforms, strict=True):
        if was is not platform:
            yield from platforms.check_platform(table, platform, EVIDENCE)
            yield from definitions.check_definition(platform, EVIDENCE.said)
    for entry, emscripten in zip(TRUE.emscripten, table.emscripten, strict=True):
        if entry is not emscripten:
            yield from rows.check_emscripten(table, emscripten, EVIDENCE)
            yield from said.check_emscripten_said(emscripten, EVIDENCE.said)
    for stated, statement in zip(TRUE.support, table.support, strict=True):
        if stated is not statement:
            yield from statements.check_support(statement, EVIDENCE)
            yield from said.check_statement(statement, EVIDENCE.said)


#: Why nothing notices some values; the list may shrink and must not grow. The end of each name of
#: a value, and the reason.
LEFT = {
    ": read": "The day on which somebody read a source: nothing outside knows it. Only that it is"
    " not after the last reading of all is checked.",
    ": git_commit": "There is none in the table: the release has no tag in the clones that were"
    " read, so a commit put there could not be told from a true one.",
    ": revision": "Another release of Pyodide that was looked at too: the source would be as good.",
}


#: Why nothing notices some values of a row that was added since the clones were read.
UNREAD = "The files that say so were not read since it was added; `make sources` reads them."


def reason(name: str) -> str:
    """Why nothing notices a value, ``""`` if that has no excuse."""
    subject = name.rpartition(": ")[0].rpartition(" at ")[2]
    if subject in _NEW:
        return UNREAD
    return next((why for end, why in LEFT.items() if name.endswith(end)), "")


def _new() -> Iterator[str]:
    """The names of what was added since."""
    read = EVIDENCE.said["releases"]
    platforms = {release["platform"] for release in read.values()}
    yield from (each.version for each in TRUE.platforms if each.version not in platforms)
    yield from (
        each.version for each in TRUE.releases if each.git_commit and each.version not in read
    )
    read = EVIDENCE.said["emscripten"]
    yield from (each.version for each in TRUE.emscripten if each.version not in read)


_NEW = frozenset(_new())


def report(every: Iterable[tuple[Leaf, str]]) -> dict[str, Any]:
    """How many values of each kind each guard notices, and which none does."""
    counts: dict[str, Counter[str]] = {}
    left: dict[str, list[str]] = {}
    for leaf, guard in every:
        counts.setdefault(leaf.kind, Counter())[guard] += 1
        if guard == NOTHING:
            left.setdefault(reason(leaf.name), []).append(leaf.name)
    return {
        "edition": TRUE.version,
        "table": digest(TRUE.as_dict()),
        "counts": {kind: {g: counts[kind][g] for g in GUARDS} for kind in sorted(counts)},
        "left": {why: sorted(names) for why, names in sorted(left.items())},
    }


def passes() -> bool:
    """Whether the table passes as it is: if not, every lie would seem to be noticed."""
    return not any(c.verdict is Agreement.MISMATCH for c in checks.check(TRUE, EVIDENCE))


def main(arguments: list[str]) -> None:
    """Print the shares, and what is left."""
    if not passes():
        raise SystemExit("The table does not pass as it is; see `pyemscripten verify`.")
    result = report((leaf, noticed(leaf)[0]) for leaf in leaves(TRUE))
    for kind, counts in result["counts"].items():
        shares = ", ".join(f"{guard} {number}" for guard, number in counts.items())
        print(f"{kind} ({sum(counts.values())}): {shares}")
    total = sum(sum(counts.values()) for counts in result["counts"].values())
    missed = sum(counts[NOTHING] for counts in result["counts"].values())
    print(f"{total - missed} of {total} are noticed: {100 * (total - missed) / total:.1f} %")
    for why, names in result["left"].items():
        print(f"\nNot noticed: {why or 'NO REASON IS GIVEN'}", *names, sep="\n  ")
    if "--write" in arguments:
        write(RESULT, json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
