"""Facts about the PyEmscripten platform (PEP 783), and the tools built on them.

The names below are imported when they are first used, so that importing the package costs next
to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .loading import DataError, load
    from .lookup import (
        GenericTag,
        History,
        InvalidName,
        Table,
        UnknownPlatform,
        UnknownRelease,
        builtin,
        find,
        history,
        platform,
        release,
    )
    from .model import Platform, PyodideRelease, Source

_HOME = {
    "DataError": "loading",
    "GenericTag": "lookup",
    "History": "lookup",
    "InvalidName": "lookup",
    "Platform": "model",
    "PyodideRelease": "model",
    "Source": "model",
    "Table": "lookup",
    "UnknownPlatform": "lookup",
    "UnknownRelease": "lookup",
    "builtin": "lookup",
    "find": "lookup",
    "history": "lookup",
    "load": "loading",
    "platform": "lookup",
    "release": "lookup",
}

__all__ = [
    "DataError",
    "GenericTag",
    "History",
    "InvalidName",
    "Platform",
    "PyodideRelease",
    "Source",
    "Table",
    "UnknownPlatform",
    "UnknownRelease",
    "__version__",
    "builtin",
    "find",
    "history",
    "load",
    "platform",
    "release",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "__version__":
        return import_module(".data", __name__).VERSION
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
