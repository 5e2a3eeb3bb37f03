"""The ``pyemscripten`` command. One module a command, imported when it is run."""

from __future__ import annotations

import gc
import sys

#: Command name -> module of this package whose ``command`` it is.
COMMANDS = {
    "audit": "audit",
    "doctor": "doctor",
    "explain": "explain",
    "export": "export",
    "find": "find",
    "flags": "flags",
    "list": "list_",
    "markers": "markers",
    "pep": "pep",
    "pip-args": "pip_args",
    "show": "show",
    "tags": "tags",
    "try": "try_",
    "uv-args": "uv_args",
    "verify": "verify",
}


def main() -> None:
    """Run the command line, or say what must be installed to have one."""
    try:
        import rich  # noqa: F401 - the commands need it; without it, say so before any runs

        from .group import cli
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        print(
            f"pyemscripten: the command line needs {error.name}, which is not installed: "
            "pip install 'pyemscripten[cli]'",
            file=sys.stderr,
        )
        sys.exit(2)
    # What a command reads has next to no cycles, and all of it is gone when the process ends:
    # looking for garbage as often as Python does, and once more at the end, is a tenth of an
    # audit's time.
    gc.set_threshold(100_000)
    try:
        cli(prog_name="pyemscripten")
    finally:
        gc.freeze()
