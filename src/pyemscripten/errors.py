"""What can be wrong with what somebody gave, and the words in which it is said.

Every error of this package that is about a name or a version is one of these. Their texts are
one line: what was given, what was expected, and what comes nearest.
"""

from __future__ import annotations

from ._record import public

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


@public
class UnknownPlatform(LookupError):
    """The name is well-formed, but this data knows no such platform."""


@public
class UnknownRelease(LookupError):
    """The version is well-formed, but this data knows no such Pyodide release."""


@public
class InvalidName(ValueError):
    """The text is not a name or version of the kind that was asked for."""


@public
class UnsupportedTarget(UnknownPlatform):
    """The tool has no name for this target."""


@public
class DataError(ValueError):
    """The file is not data of this project, or is data that contradicts itself."""


def shown(text: str) -> str:
    """Text that someone gave, fit for an error message: quoted, and cut if it is long.

    >>> shown("2026_9"), len(shown("x" * 5000))
    ("'2026_9'", 81)
    """
    quoted = repr(text)
    # The quotation is what counts: one character may take ten there, as in \\U0001f40d.
    return quoted if len(quoted) <= 82 else f"{text[:60]!r}"[:62] + f"… ({len(text)} characters)"


def either(names: Iterable[str]) -> str:
    """Names to choose from, as a sentence lists them.

    >>> either(("micropip", "pip", "uv"))
    "'micropip', 'pip' or 'uv'"
    """
    *most, last = map(repr, names)
    return f"{', '.join(most)} or {last}" if most else last


def closest(text: str, known: Iterable[str]) -> str:
    """The one of the known names that comes nearest in spelling.

    >>> closest("2026_1", ("2025_0", "2026_0"))
    '2026_0'
    """
    from difflib import get_close_matches

    # What is longer than any name is near to none of them, and would take its time to compare.
    return get_close_matches(text[:80], list(known), n=1, cutoff=0.0)[0]
