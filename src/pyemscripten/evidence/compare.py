"""One fact against one artifact: what was compared, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .recorded import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TABLE = "table"
TOOL = "tool"
SOURCE = "source"

#: What is compared, in the order of reports.
GROUPS = (TABLE, *PARTS, TOOL, SOURCE)

#: How the absence of a value is written.
ABSENT = "none"


class Agreement(Enum):
    """What came of a comparison."""

    MATCH = "match"
    MISMATCH = "mismatch"
    #: Nobody could look; `Check.note` says why.
    UNCHECKED = "could not check"
    #: The artifact contradicts itself, and the table's ledger of contradictions says so.
    CONFLICT = "known conflict"


@dataclass(frozen=True)
class Check:
    """One fact against one artifact.

    ``subject`` is what the fact is about: a Pyodide release, a platform version, ``"Emscripten
    5.0.3"`` or a tool. ``ours`` and ``found`` are the two values in words, ``source`` names the
    artifact and the place in it. ``release`` is the Pyodide release that was looked at, if one
    was.
    """

    group: str
    subject: str
    fact: str
    ours: str
    found: str
    source: str
    verdict: Agreement
    note: str = ""
    release: str = ""


def status(checks: Iterable[Check]) -> int:
    """The exit status: 1 for any mismatch, else 3 if anything could not be checked, else 0."""
    verdicts = {check.verdict for check in checks}
    if Agreement.MISMATCH in verdicts:
        return 1
    return 3 if Agreement.UNCHECKED in verdicts else 0


def compare(
    group: str,
    subject: str,
    fact: str,
    ours: object,
    found: object,
    source: str,
    release: str = "",
) -> Check:
    """A check whose verdict is whether two values are equal."""
    verdict = Agreement.MATCH if ours == found else Agreement.MISMATCH
    return Check(group, subject, fact, words(ours), words(found), source, verdict, "", release)


def against(group: str, subject: str, release: str, always: str = "") -> Callable[..., Check]:
    """What makes the checks of one subject against one release on npm.

    The function that comes back takes the fact, our value, the release's value, and the place in
    the release, unless that is ``always`` the same.
    """

    def agree(fact: str, ours: object, found: object, place: str = always) -> Check:
        return compare(group, subject, fact, ours, found, npm(release, place), release)

    return agree


def unchecked(group: str, subject: str, fact: str, source: str, reason: str) -> Check:
    """A check that nobody could make, and why."""
    return Check(group, subject, fact, "", "", source, Agreement.UNCHECKED, reason)


def words(value: object) -> str:
    """A value as reports show it."""
    if value is None or value in ((), ""):
        return ABSENT
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    return str(value)


def npm(release: str, place: str) -> str:
    """A place in a release on npm, as sources are written."""
    return f"npm pyodide {release}: {place}"
