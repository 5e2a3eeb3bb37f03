"""Which data a documentation project shows, and which of its pages depend on it."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

import pyemscripten
from pyemscripten.publish.facts import values

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from pyemscripten.lookup import History, Table
    from pyemscripten.model import Platform

#: The key in the metadata of a document that holds the digest of the data it was read with.
_METADATA = "pyemscripten-data"


class Edition:
    """One edition of the data: the table, with what is derived from it kept for later pages."""

    def __init__(self, table: Table) -> None:
        self.table: Table = table
        whole = f"{pyemscripten.__version__} {json.dumps(table.as_dict())}"
        self.digest: str = hashlib.sha256(whole.encode()).hexdigest()
        self._histories: dict[str, History] = {}

    def history(self, platform: Platform) -> History:
        """The history of a platform, as :meth:`pyemscripten.Table.history` gives it."""
        if platform.version not in self._histories:
            self._histories[platform.version] = self.table.history(platform)
        return self._histories[platform.version]

    def values(self, platform: Platform) -> dict[str, str]:
        """Every single value of a platform by its dotted name."""
        return values(self.table, platform)

    def alias(self, name: str) -> str:
        """The platform version that ``final`` or ``newest`` stands for; other names unchanged."""
        if name == "newest":
            return self.table.platforms[-1].version
        if name == "final":
            final = [p for p in self.table.platforms if self.history(p).status == "final"]
            return final[-1].version if final else name
        return name


def edition(config: Config) -> Edition:
    """The edition that ``pyemscripten_data`` names, or the one that the package carries.

    Raises :class:`sphinx.errors.ConfigError` for a file that cannot be read or is no such data.
    """
    name = config.pyemscripten_data
    if not name:
        return _builtin()
    try:
        return _loaded(name, Path(name).stat().st_mtime_ns)
    except (OSError, pyemscripten.DataError) as error:
        raise ConfigError(f"pyemscripten_data: {error}") from None


def find_data(app: Sphinx, config: Config) -> None:
    """Make ``pyemscripten_data`` absolute, counted from the folder of conf.py, and read it."""
    if config.pyemscripten_data:
        config.pyemscripten_data = str(Path(app.confdir, config.pyemscripten_data))
    edition(config)


@functools.lru_cache(maxsize=1)
def _builtin() -> Edition:
    return Edition(pyemscripten.builtin())


@functools.lru_cache(maxsize=4)
def _loaded(path: str, changed: int) -> Edition:
    return Edition(pyemscripten.load(path))


def note_use(env: BuildEnvironment) -> None:
    """Remember that the document that is being read shows data, and which edition."""
    env.metadata[env.docname][_METADATA] = edition(env.config).digest


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """The documents that show data other than today's, so that Sphinx reads them again."""
    today = edition(app.config).digest
    return [name for name in env.found_docs if env.metadata[name].get(_METADATA, today) != today]
