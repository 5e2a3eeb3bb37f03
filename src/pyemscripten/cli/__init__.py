"""The ``pyemscripten`` command. One module a command, imported when it is run."""

from __future__ import annotations

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
    cli(prog_name="pyemscripten")
