"""Run the ordinary `npm`, so that the user's registry, mirror and proxy settings apply."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from .errors import (
    IntegrityMismatch,
    NpmFailed,
    NpmMissing,
    RegistryUnavailable,
    ReleaseNotOnNpm,
    RuntimeProblem,
    TruncatedArchive,
)

#: How many seconds one npm command may take.
TIMEOUT = 900

# What npm calls its errors: Node's system errors, its own, and `E` with an HTTP status.
_NETWORK = (
    r"E\d{3}|E?CONN.*|ENOT(FOUND|CACHED)|EAI_.*|E?TIMEDOUT|E(NET|HOST)\w*UNREACH|EPIPE|EPROTO"
    r"|ERR_(SOCKET|TLS|SSL|INVALID_URL)\w*|\w*CERT\w*|UNABLE_TO_\w+|FETCH_ERROR"
)
_KINDS: tuple[tuple[str, type[RuntimeProblem], str], ...] = (
    ("E404|ETARGET|ENOVERSIONS", ReleaseNotOnNpm, "the registry does not have it"),
    ("EINTEGRITY", IntegrityMismatch, "what arrived is not what the registry announces"),
    ("TAR_.*|Z_.*", TruncatedArchive, "the tarball is damaged"),
    (_NETWORK, RegistryUnavailable, "the registry does not answer"),
)


def list_npm_versions() -> tuple[str, ...]:
    """List the versions of Pyodide on npm, in npm's spelling and order.

    Asks `npm view`. Raises `NpmMissing`, `RegistryUnavailable`, `ReleaseNotOnNpm` (a mirror
    without Pyodide) or `NpmFailed`.
    """
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as folder:
        said = npm(
            "view", "pyodide", "versions", "--prefer-online",
            about="pyodide", folder=Path(folder),
        )  # fmt: skip
    # With a single version npm prints it as a string, not as a list of one.
    return (said,) if isinstance(said, str) else tuple(said)


def npm(command: str, *arguments: str, about: str, folder: Path) -> Any:
    """Run one npm command in `folder` and give the JSON that it prints.

    `about` opens the message of any problem, such as `"pyodide 314.0.7"`.
    """
    program = shutil.which("npm")
    if not program:
        raise NpmMissing(f"{about}: npm is not on PATH; install Node.js, which brings it")
    # What a user may have set, and would change what we get.
    options = ["--json", "--ignore-scripts", "--loglevel=error", "--no-dry-run"]
    try:
        done = subprocess.run(
            [program, command, *arguments, *options],
            cwd=folder, capture_output=True, text=True, encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, timeout=TIMEOUT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise RegistryUnavailable(
            f"{about}: npm {command} did not finish in {TIMEOUT} seconds; run again later"
        ) from None
    try:
        said = json.loads(done.stdout)
    except ValueError:
        said = None
    if done.returncode == 0 and said:
        return said
    raise _problem(command, about, said, done.stderr)


def _problem(command: str, about: str, said: Any, stderr: str) -> RuntimeProblem:
    """Turn npm's own words into ours."""
    error = said.get("error") if isinstance(said, dict) else None
    if not isinstance(error, dict):
        last = ([line for line in stderr.splitlines() if line.strip()] or ["it said nothing"])[-1]
        return NpmFailed(f"{about}: npm {command} failed: {last[:200]}; try it by hand")
    code = str(error.get("code"))
    summary = " ".join(str(error.get("summary")).split())[:200]
    for pattern, kind, meaning in _KINDS:
        if re.fullmatch(pattern, code):
            return kind(f"{about}: {meaning} ({code}: {summary})")
    return NpmFailed(f"{about}: npm {command} failed ({code}: {summary}); try it by hand")
