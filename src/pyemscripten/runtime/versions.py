"""The two spellings of a Pyodide version: Pyodide's own and npm's."""

from __future__ import annotations

import re

from .errors import NotAVersion

# npm wants semantic versions, so a pre-release's kind is a word and its number a part of its own.
_WORDS = {"a": "alpha", "b": "beta", "rc": "rc", ".dev": "dev"}
_LETTERS = {word: letters for letters, word in _WORDS.items()}

_NUMBER = "(?:0|[1-9][0-9]{0,8})"
_CORE = rf"(?P<core>{_NUMBER}\.{_NUMBER}\.{_NUMBER})"
_PYODIDE = re.compile(rf"{_CORE}(?:(?P<pre>a|b|rc|\.dev)(?P<number>{_NUMBER}))?")
_NPM = re.compile(rf"{_CORE}(?:-(?P<pre>alpha|beta|rc|dev)\.(?P<number>{_NUMBER}))?")


def to_npm_version(version: str) -> str:
    """Give npm's spelling of a Pyodide version.

    `version` is Pyodide's spelling, such as `"315.0.0a2"`. Raises `NotAVersion` for anything
    else. The rule is read off the releases on npm; each release's `package.json` has npm's
    spelling, and `pyodide.version` Pyodide's.

    >>> to_npm_version("315.0.0a2")
    '315.0.0-alpha.2'
    >>> to_npm_version("0.27.8")
    '0.27.8'
    """
    found = _PYODIDE.fullmatch(version)
    if not found:
        hint = (
            f"; Pyodide's spelling is {from_npm_version(version)}"
            if _NPM.fullmatch(version)
            else ""
        )
        raise NotAVersion(
            f"{_shown(version)} is not a Pyodide version like 314.0.7 or 315.0.0a2{hint}"
        )
    if not found["pre"]:
        return version
    return f"{found['core']}-{_WORDS[found['pre']]}.{found['number']}"


def from_npm_version(npm_version: str) -> str:
    """Give Pyodide's spelling of a version on npm: the inverse of `to_npm_version`.

    `npm_version` is npm's spelling, such as `"315.0.0-alpha.2"`. Raises `NotAVersion` for
    anything else.

    >>> from_npm_version("315.0.0-alpha.2")
    '315.0.0a2'
    """
    found = _NPM.fullmatch(npm_version)
    if not found:
        raise NotAVersion(
            f"{_shown(npm_version)} is not npm's spelling of a Pyodide version"
            " like 314.0.7 or 315.0.0-alpha.2"
        )
    if not found["pre"]:
        return npm_version
    return f"{found['core']}{_LETTERS[found['pre']]}{found['number']}"


def _shown(text: str) -> str:
    """Quote what was given, cut to a length that fits one line."""
    quoted = repr(text)
    # The quotation is what counts: one character may take ten there, as in \U0001f40d.
    return quoted if len(quoted) <= 80 else f"{quoted[:60]}… ({len(text)} characters)"
