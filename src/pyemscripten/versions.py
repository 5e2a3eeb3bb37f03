"""Versions: their order, and the two spellings of a Pyodide release.

These are the versions of the data: numbers with dots, and Pyodide's and Python's pre-releases.
`packaging.version` knows more forms, and costs more to import than the whole look-up.
"""

from __future__ import annotations

from .errors import InvalidName, shown

#: Kinds of pre-release, the earliest first, as Pyodide and as npm spell them.
PRE_RELEASES = (("a", "-alpha."), ("b", "-beta."), ("rc", "-rc."))

# Developers' builds are on npm too; no release is named so.
_SPELLINGS = (*PRE_RELEASES, (".dev", "-dev."))

#: What stands for a version in a statement about every version of a tool.
ANY = "any"


def version_key(version: str) -> tuple[int, ...] | None:
    """A sort key for a version such as ``"5.0.3"`` or ``"315.0.0a2"``; ``None`` for other text.

    >>> version_key("315.0.0a2") < version_key("315.0.0")
    True
    """
    numbers, rank = version.split("."), 0
    for below, (kind, _) in enumerate(PRE_RELEASES, -len(PRE_RELEASES)):
        main, found, number = version.partition(kind)
        if found:
            numbers, rank = [*main.split("."), number], below
            break
    if not all(map(is_number, numbers)):
        return None
    parts = [*map(int, numbers)]
    # A pre-release's own number comes after its rank, which is below that of the release.
    return (*parts[:-1], rank, parts[-1]) if rank else (*parts, 0)


def sort_key(version: str) -> tuple[int, ...]:
    """A sort key for any text: what is no version comes before every version.

    >>> sorted(("314.0.7", "nightly", "314.0.0a1"), key=sort_key)
    ['nightly', '314.0.0a1', '314.0.7']
    """
    return version_key(version) or ()


def at_least(version: str, since: str) -> bool:
    """Whether a version is one that does what is done since another.

    An empty ``since`` is that of a statement that no version does it; ``"any"`` says that all do.
    No version follows on what is none.

    >>> at_least("0.11.10", "0.11.2"), at_least("0.11.10", ""), at_least("0.1", "any")
    (True, False, True)
    """
    first = version_key(since)
    return since == ANY or (first is not None and sort_key(version) >= first)


def is_prerelease(version: str) -> bool:
    """Whether a version is an alpha, a beta or a candidate.

    >>> is_prerelease("315.0.0a2"), is_prerelease("314.0.7")
    (True, False)
    """
    return any(short in version for short, _ in PRE_RELEASES)


def minor(version: str) -> str:
    """The first two numbers of a version.

    >>> minor("3.15.0rc1")
    '3.15'
    """
    return ".".join(version.split(".")[:2])


def minor_number(version: str) -> int:
    """The second number of a version of Python.

    >>> minor_number("3.14"), minor_number("3.15.0rc1")
    (14, 15)
    """
    return int(version.split(".")[1])


def require(version: str, least: int, most: int, what: str, example: str) -> tuple[int, ...]:
    """The key of a final version of so many numbers.

    Raises :class:`~pyemscripten.errors.InvalidName` for other text, which says ``what`` was
    expected, with an ``example``.
    """
    key = version_key(version)
    parts = version.count(".") + 1
    if key is None or not least <= parts <= most or key[parts] < 0:
        raise InvalidName(f"{shown(version)} is not {what}: expected one such as {example!r}")
    return key


def is_number(text: str) -> bool:
    """Whether text is a number in ASCII digits, and short enough to be turned into one."""
    return text.isascii() and text.isdigit() and len(text) <= 20


def pyodide_spelling(version: str) -> str:
    """Pyodide's spelling of a release that is given in either spelling, without a check.

    >>> pyodide_spelling("315.0.0-alpha.2")
    '315.0.0a2'
    """
    for short, long in _SPELLINGS:
        version = version.replace(long, short)
    return version


def npm_spelling(version: str) -> str:
    """The spelling of npm of a release that is given in Pyodide's, without a check.

    >>> npm_spelling("315.0.0a2")
    '315.0.0-alpha.2'
    """
    for short, long in _SPELLINGS:
        version = version.replace(short, long)
    return version


def to_npm_version(version: str) -> str:
    """Give npm's spelling of a Pyodide version.

    ``version`` is Pyodide's spelling, such as ``"315.0.0a2"``. Raises
    :class:`~pyemscripten.errors.InvalidName` for anything else. The rule is read off the releases
    on npm, which wants semantic versions; each release's `package.json` has npm's spelling, and
    `pyodide.version` Pyodide's.

    >>> to_npm_version("315.0.0a2")
    '315.0.0-alpha.2'
    >>> to_npm_version("0.27.8")
    '0.27.8'
    """
    if _is_release(version, 0):
        return npm_spelling(version)
    hint = f"; Pyodide's spelling is {pyodide_spelling(version)}" if _is_release(version, 1) else ""
    raise InvalidName(f"{shown(version)} is not a Pyodide version like 314.0.7 or 315.0.0a2{hint}")


def from_npm_version(npm_version: str) -> str:
    """Give Pyodide's spelling of a version on npm: the inverse of :func:`to_npm_version`.

    ``npm_version`` is npm's spelling, such as ``"315.0.0-alpha.2"``. Raises
    :class:`~pyemscripten.errors.InvalidName` for anything else.

    >>> from_npm_version("315.0.0-alpha.2")
    '315.0.0a2'
    """
    if _is_release(npm_version, 1):
        return pyodide_spelling(npm_version)
    raise InvalidName(
        f"{shown(npm_version)} is not npm's spelling of a Pyodide version"
        " like 314.0.7 or 315.0.0-alpha.2"
    )


def _is_release(version: str, spelling: int) -> bool:
    """Whether text is a release in one spelling: three numbers, and what marks a pre-release."""
    import re

    number = "(?:0|[1-9][0-9]{0,8})"
    kinds = "|".join(re.escape(each[spelling]) for each in _SPELLINGS)
    pattern = rf"{number}\.{number}\.{number}(?:(?:{kinds}){number})?"
    return re.fullmatch(pattern, version) is not None
