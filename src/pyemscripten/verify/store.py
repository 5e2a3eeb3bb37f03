"""Keep observations by the hash of what was observed, and notice when one was changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pyemscripten import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Store:
    """A folder of observations, each in a file named by what was observed and how.

    ``warn`` is called with one line for each file that is not as it was written; the observation
    is then made anew.
    """

    def __init__(self, cache: Path, warn: Callable[[str], object]) -> None:
        self.cache = cache
        self.folder: Path = cache / "verify"
        self.warn = warn

    def get(self, subject: str, recipe: str) -> Any:
        """An earlier observation, or ``None``.

        ``subject`` names what was observed by its content (an integrity, a hash), ``recipe`` is
        everything that decides what is observed in it.
        """
        file = self._file(subject, recipe)
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            content = kept["observation"]
            if kept["seal"] == _seal(subject, recipe, content):
                return content
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            pass
        self.warn(f"{file} was changed after it was written; it is not used, but made anew")
        return None

    def put(self, subject: str, recipe: str, content: Any) -> None:
        """Keep an observation."""
        file = self._file(subject, recipe)
        kept = {"observation": content, "seal": _seal(subject, recipe, content)}
        file.parent.mkdir(parents=True, exist_ok=True)
        files.write(file, json.dumps(kept))

    def _file(self, subject: str, recipe: str) -> Path:
        return self.folder / f"{_digest(subject, recipe)[:40]}.json"


def _seal(subject: str, recipe: str, content: Any) -> str:
    return _digest(subject, recipe, json.dumps(content, sort_keys=True))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
