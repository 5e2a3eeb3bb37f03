"""Run Python in a published Pyodide release, under Node.js, in a process of its own."""

from __future__ import annotations

import json
import os
import posixpath
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from .errors import RuntimeFailed, RuntimeTimeout
from .fetch import PyodidePackage
from .node import find_node

#: How much of what a run prints is kept, for each of standard output and standard error.
OUTPUT_LIMIT = 16 << 20


class Outcome(Enum):
    """How a run ended."""

    OK = "ok"
    PYTHON_EXCEPTION = "python-exception"
    #: The interpreter died: a trap, `abort()`, or an end without an answer.
    FATAL = "fatal"
    #: The interpreter started; a file, wheel or distribution package could not be put into it.
    SETUP_FAILED = "setup-failed"
    #: The interpreter itself did not start.
    LOAD_FAILED = "load-failed"
    TIMEOUT = "timeout"
    #: An earlier snippet of the same process ended it.
    NOT_RUN = "not-run"


@dataclass(frozen=True)
class PythonException:
    """A Python exception that a snippet raised: class name, message, formatted traceback."""

    type: str
    message: str
    traceback: str


@dataclass(frozen=True)
class RunResult:
    """What came of one snippet.

    `value` is what it left in the variable `result`, after a round trip through JSON; None
    unless `outcome` is `OK`. `stdout` and `stderr` are what Python and C code printed (of a
    snippet that was ended by force, only whole lines). `detail` is one line that says why
    `outcome` is not `OK`, else `""`. `release` is Pyodide's version.
    """

    release: str
    outcome: Outcome
    value: Any = None
    exception: PythonException | None = None
    detail: str = ""
    stdout: str = ""
    stderr: str = ""

    def checked(self) -> Any:
        """Give the value, or raise `RuntimeTimeout` or `RuntimeFailed` if there is none."""
        if self.outcome is Outcome.OK:
            return self.value
        kind = RuntimeTimeout if self.outcome is Outcome.TIMEOUT else RuntimeFailed
        raise kind(f"pyodide {self.release}: {self.outcome.value}: {self.detail}")


def run_python(
    package: PyodidePackage,
    code: str,
    *,
    files: Mapping[str, bytes | Path] | None = None,
    wheels: Sequence[Path] = (),
    load_packages: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> RunResult:
    """Run one snippet in a fresh interpreter.

    `code` is Python source; it may use `await` at its top level, and leaves its answer, which
    `json.dumps` must accept, in the variable `result`. Before it runs:

    - `files` are written: a path in the runtime (relative ones below `/home/pyodide`) to its
      content or to a file of the host;
    - `wheels` are unpacked into site-packages, without a look at their tags or dependencies;
    - `load_packages` are loaded with `pyodide.loadPackage`: names of the distribution, which
      Pyodide downloads from its own host and keeps beside the runtime, or addresses of wheels;
    - `env` is added to the `os.environ` that the snippet sees.

    `timeout`, in seconds, is for all of it; then the whole process group is killed. Whatever the
    snippet does is an outcome, not an exception. Raises `NodeMissing`, `NodeTooOld`, what
    `PyodidePackage.path` raises, and `FileNotFoundError` for a file or wheel that is not there.
    """
    return run_many(
        package,
        [code],
        files=files,
        wheels=wheels,
        load_packages=load_packages,
        env=env,
        timeout=timeout,
    )[0]


def run_many(
    package: PyodidePackage,
    codes: Sequence[str],
    *,
    files: Mapping[str, bytes | Path] | None = None,
    wheels: Sequence[Path] = (),
    load_packages: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> list[RunResult]:
    """Run several snippets, one after the other, in one interpreter.

    As `run_python`; each snippet has its own global variables, and all share imported modules and
    files. Gives one result a snippet. When one ends the process, those after it are `NOT_RUN`.
    """
    node = find_node()
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as temporary:
        folder = Path(temporary)
        report = folder / "report.jsonl"
        job = {
            "index": os.fspath(package.path.resolve()),
            "report": os.fspath(report),
            "limit": OUTPUT_LIMIT,
            "harness": _resource("_harness.py").decode("utf-8"),
            "files": _staged(files or {}, folder),
            "wheels": [(os.fspath(_there(w)), f"/{w.name}") for w in wheels],
            "packages": list(load_packages),
            "closure": _closure(package, load_packages),
            "env": dict(env or {}),
            "sources": list(codes),
        }
        (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
        (folder / "driver.mjs").write_bytes(_resource("driver.mjs"))
        command = [os.fspath(node.path), "driver.mjs", "job.json"]
        timed_out, reason = _start(command, folder, timeout)
        ended = _Ended(
            release=package.version,
            reason=reason,
            timed_out=timed_out,
            stages=_stages(report),
            stdout=(folder / "stdout").read_bytes(),
            stderr=(folder / "stderr").read_bytes(),
        )
    return ended.results(len(codes))


def _start(command: Sequence[str], folder: Path, timeout: float) -> tuple[bool, str]:
    """Run a command to its end, its output in files; say whether it had to be ended, and how."""
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            return True, f"not finished after {timeout:g} seconds"
        finally:
            # Also on Ctrl-C, which does not reach a process in a session of its own.
            if process.returncode is None:
                _kill(process)
    return False, f"Node.js ended with status {status} and without an answer"


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and what it started; Windows has no process groups to kill."""
    getattr(os, "killpg", os.kill)(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.wait()


def _resource(name: str) -> bytes:
    return resources.files(__package__).joinpath(name).read_bytes()


def _there(path: Path) -> Path:
    """Give the full path of a host file, or raise FileNotFoundError."""
    return path.resolve(strict=True)


def _staged(files: Mapping[str, bytes | Path], folder: Path) -> list[tuple[str, str]]:
    """Pair a host path with each path in the runtime."""
    staged = []
    for number, (target, content) in enumerate(files.items()):
        if isinstance(content, bytes):
            source = folder / f"file-{number}"
            source.write_bytes(content)
        else:
            source = _there(content)
        staged.append((os.fspath(source), posixpath.join("/home/pyodide", target)))
    return staged


def _closure(package: PyodidePackage, names: Sequence[str]) -> list[str]:
    """Give all that must be loaded for some names of the distribution, dependencies included."""
    if not names:
        return []
    packages = {
        canonicalize_name(name): each.get("depends", [])
        for name, each in package.lock_packages().items()
    }
    found: set[str] = set()
    # Other names are addresses, or unknown: then Pyodide says so.
    pending = {canonicalize_name(name) for name in names} & packages.keys()
    while pending:
        found |= pending
        needed = {canonicalize_name(other) for name in pending for other in packages.get(name, [])}
        pending = needed - found
    return sorted(found)


@dataclass(frozen=True)
class _Ended:
    """What a process that has ended left behind."""

    release: str
    reason: str
    timed_out: bool
    stages: list[dict[str, Any]]
    stdout: bytes
    stderr: bytes

    def results(self, count: int) -> list[RunResult]:
        """Turn it into one result a snippet."""
        names = [line.get("stage") for line in self.stages]
        if "ready" not in names:
            outcome = Outcome.SETUP_FAILED if "loaded" in names else Outcome.LOAD_FAILED
            return count * [self._unanswered(outcome, {})]
        before = self.stages[names.index("ready")]
        results: list[RunResult] = []
        for line in self.stages:
            if "answer" in line:
                results.append(self._answered(before, line))
                before = line
        if len(results) < count:
            results.append(self._unanswered(Outcome.FATAL, before))
        skipped = RunResult(self.release, Outcome.NOT_RUN, detail="the interpreter had ended")
        return results + (count - len(results)) * [skipped]

    def _answered(self, before: dict[str, Any], line: dict[str, Any]) -> RunResult:
        # The last line break is the harness's.
        stdout = _text(self.stdout[before["stdout"] : line["stdout"] - 1])
        stderr = _text(self.stderr[before["stderr"] : line["stderr"] - 1])
        answer = line["answer"]
        if answer["outcome"] == "ok":
            return RunResult(
                self.release, Outcome.OK, answer["value"], stdout=stdout, stderr=stderr
            )
        exception = PythonException(answer["type"], answer["message"], answer["traceback"])
        first = exception.message.split("\n", 1)[0]
        detail = f"{exception.type}: {first}" if first else exception.type
        return RunResult(
            self.release, Outcome.PYTHON_EXCEPTION, None, exception, detail, stdout, stderr
        )

    def _unanswered(self, outcome: Outcome, before: dict[str, Any]) -> RunResult:
        died = self.stages[-1].get("died") if self.stages else None
        return RunResult(
            self.release,
            Outcome.TIMEOUT if self.timed_out else outcome,
            detail=died or self.reason,
            stdout=_text(self.stdout[before.get("stdout", 0) :]),
            stderr=_text(self.stderr[before.get("stderr", 0) :]),
        )


def _stages(report: Path) -> list[dict[str, Any]]:
    """Read the report, up to the first line that is not whole."""
    lines = report.read_text(encoding="utf-8").splitlines(keepends=True) if report.exists() else []
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _text(output: bytes) -> str:
    return output.decode("utf-8", errors="replace")
