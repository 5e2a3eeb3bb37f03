"""What only a sentence holds: our words, tied to the passages that were read for them.

No program can tell whether a remark is true. What can be told is whether it was written while
somebody read its sources: `quotes.json` keeps a digest of our words beside one of each passage, so
words that change without a new reading are noticed. Facts with nothing firmer are "documented
only".
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform, Source

#: What `scripts/quotes.py` wrote.
QUOTES = Path(__file__).with_name("quotes.json")

#: Section, subject and field: a name for each text.
Where = tuple[str, str, str]


def texts(table: Table) -> dict[Where, tuple[object, tuple[Source, ...]]]:
    """Our words that nothing else guards, and the sources of each.

    >>> import pyemscripten
    >>> where = ("platforms", "2024_0", "rpath.note")
    >>> texts(pyemscripten.builtin())[where][0][:39]
    'emcc warns and ignores RPATH. The loade'
    """
    found: dict[Where, tuple[object, tuple[Source, ...]]] = {}
    for platform in table.platforms:
        for field, words in _of_platform(platform).items():
            sources = platform.sources.get(field.partition(".")[0], ())
            found["platforms", platform.version, field] = words, sources
    for section in ("support", "uv_targets"):
        for each in getattr(table, section):
            subject = f"{each.tool} {each.verb} {each.spelling}"
            words = [each.since, each.until, each.date, each.note]
            found[section, subject, "statement"] = words, each.sources
    for order in table.tag_orders:
        words = [order.tool, *order.spellings, order.note]
        found["tag_orders", order.name, "order"] = words, order.sources
    for conflict in table.conflicts:
        claims = [[claim.who, claim.says] for claim in conflict.claims]
        words = [conflict.title, conflict.about, conflict.fact, conflict.artifact, conflict.report]
        sources = tuple(claim.source for claim in conflict.claims)
        found["conflicts", conflict.identifier, "claims"] = [*words, claims], sources
    for message in table.messages:
        words = [message.tool, message.text, message.seen, message.evidence]
        found["messages", message.identifier, "text"] = words, message.sources
    for name, behaviour in table.behaviours.items():
        words = [behaviour.tool, behaviour.version, behaviour.says]
        found["behaviours", name, "says"] = words, behaviour.sources
    return found


def _of_platform(platform: Platform) -> dict[str, object]:
    return {
        "unwinding.when": platform.unwinding.when,
        "unwinding.rust": platform.unwinding.rust,
        "longjmp.note": platform.longjmp.note,
        "wasm_bigint.note": platform.wasm_bigint.note,
        "pthread.note": platform.pthread.note,
        "rpath.note": platform.rpath.note,
        "rust.note": platform.rust.note,
        "rust.sysroot": platform.rust.sysroot,
        "static_libraries.note": [[each.name, each.note] for each in platform.static_libraries],
        "notes": platform.notes,
    }


def digest(words: object) -> str:
    """The beginning of a SHA-256, of a text or of what is made of texts."""
    text = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


@cache
def quotes() -> Mapping[Where, Mapping[str, Any]]:
    """Each reading: ``ours`` is the digest of our words, ``read`` has that of each passage.

    >>> list(quotes()["platforms", "2024_0", "rpath.note"]["read"])
    ['pyodide/pyodide@fa84565891 docs/development/abi/312.md § Runtime Library Loading Path']
    """
    document = json.loads(QUOTES.read_text(encoding="utf-8"))
    return {
        (section, subject, field): reading
        for section, subjects in document["readings"].items()
        for subject, fields in subjects.items()
        for field, reading in fields.items()
    }


def changed(table: Table) -> Iterator[str]:
    """Words that changed since their sources were read, a sentence each.

    What the data is newly about was not read yet, and is no change.

    >>> import pyemscripten
    >>> list(changed(pyemscripten.builtin()))
    []
    """
    ours = texts(table)
    for where, (words, _) in ours.items():
        reading = quotes().get(where)
        if reading and reading["ours"] != digest(words):
            yield f"{' '.join(where)}: changed since its sources were read"
    for where in quotes().keys() - ours.keys():
        yield f"{' '.join(where)}: was read, and is no longer there"
