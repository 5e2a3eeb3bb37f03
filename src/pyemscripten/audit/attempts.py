"""What came of trying a wheel in the real runtime, as :mod:`~pyemscripten.audit.trial` does."""

from __future__ import annotations

from typing import Any

from pyemscripten._record import Record, plain


class Attempt(Record):
    """What came of one module or package.

    ``name`` is the installed path of a module, or the name that was imported. ``outcome`` is
    ``"ok"``, ``"failed"`` (a Python exception), ``"fatal"`` (the end of the interpreter),
    ``"timeout"`` or ``"not tried"``. ``detail`` is what was said, one line.
    """

    name: str
    outcome: str
    detail: str = ""

    @property
    def failed(self) -> bool:
        """Whether it was tried and did not succeed, in whatever way."""
        return self.outcome not in ("ok", "not tried")


class Trial(Record):
    """What came of one wheel in one release.

    ``modules`` are the attempts to load, ``finds`` say of each extension module that loads
    whether Python's import system finds it and its entry point under its name, ``imports`` are
    the attempts to import. ``installed`` are the file names of dependencies that came from PyPI,
    and the names of those of the distribution; ``missing`` are the requirements that could not be
    had.
    """

    wheel: str
    release: str
    node: str
    modules: tuple[Attempt, ...]
    finds: tuple[Attempt, ...]
    imports: tuple[Attempt, ...]
    installed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def works(self) -> bool:
        """Whether everything that was tried succeeded."""
        return not any(a.failed for a in (*self.modules, *self.finds, *self.imports))

    def as_json(self) -> dict[str, Any]:
        """The object that the JSON report carries."""
        return {
            "release": self.release,
            "node": self.node,
            "modules": plain(self.modules),
            "finds": plain(self.finds),
            "imports": plain(self.imports),
            "dependencies": {"installed": list(self.installed), "missing": list(self.missing)},
        }
