"""Run snippets inside Pyodide. `run.py` hands this file's text to the interpreter.

It has to run on every Python that a published Pyodide has been built with, from 3.10 on.
"""

from __future__ import annotations

import ast
import inspect
import json
import linecache
import os
import sys
import sysconfig
import traceback
import zipfile
from contextlib import suppress
from importlib import invalidate_caches
from pathlib import PurePosixPath

NAME = "<snippet>"


def install(wheel: str) -> None:
    """Unpack a wheel as PEP 427 says, `.data` folders included; scripts stay as they are."""
    paths = sysconfig.get_paths()
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            top, *rest = PurePosixPath(member.filename).parts
            scheme = "platlib"
            if top.endswith(".data") and len(rest) > 1:
                scheme = "include" if rest[0] == "headers" else rest[0]
                member.filename = str(PurePosixPath(*rest[1:]))
            archive.extract(member, paths[scheme])
    os.remove(wheel)  # it takes up memory there


async def run(source: str) -> str:
    """Run a snippet in a namespace of its own and give what came of it as JSON."""
    lines = source.splitlines(keepends=True)
    linecache.cache[NAME] = (len(source), None, lines, NAME)
    namespace = {"__name__": "__main__"}
    # A folder that changed twice in a second looks unchanged to the oldest releases' import.
    invalidate_caches()
    try:
        code = compile(source, NAME, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        pending = eval(code, namespace)  # noqa: S307 - what this file is for
        if inspect.iscoroutine(pending):
            await pending
        answer = json.dumps({"outcome": "ok", "value": namespace.get("result")}, allow_nan=False)
    except BaseException as problem:  # noqa: BLE001 - sys.exit() and the like are answers too
        below = problem.__traceback__ and problem.__traceback__.tb_next
        text = "".join(traceback.format_exception(type(problem), problem, below))
        answer = json.dumps(
            {
                "outcome": "python-exception",
                "type": type(problem).__qualname__,
                "message": message(problem),
                "traceback": text,
            }
        )
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        with suppress(Exception):  # the snippet may have closed or replaced it
            stream.flush()
        # Emscripten's terminal keeps an unfinished line to itself. `run.py` cuts this one off.
        os.write(number, b"\n")
    return answer


def message(problem: BaseException) -> str:
    """Give the text of an exception, even of one that has none to give."""
    try:
        return str(problem)
    except Exception:  # noqa: BLE001
        return "<no message: str() failed>"
