"""Published Pyodide releases: fetched from npm, checked, and run under Node.js.

`fetch_pyodide` gets a release, `run_python` runs Python in it, `probe` asks it what it is. Every
problem on the way is a `RuntimeProblem` of one line.
"""

from __future__ import annotations

from pyemscripten._record import public

from .cache import cache_dir
from .errors import (
    IntegrityMismatch,
    LockFileProblem,
    NodeMissing,
    NodeTooOld,
    NpmFailed,
    NpmMissing,
    RegistryUnavailable,
    ReleaseNotCached,
    ReleaseNotOnNpm,
    RuntimeFailed,
    RuntimeProblem,
    RuntimeTimeout,
    TruncatedArchive,
    UnsafeArchive,
)
from .fetch import PyodidePackage, fetch_pyodide
from .node import Node, find_node
from .npm import list_npm_versions
from .probe import probe
from .run import Outcome, PythonException, RunResult, run_many, run_python

__all__ = [
    "IntegrityMismatch",
    "LockFileProblem",
    "Node",
    "NodeMissing",
    "NodeTooOld",
    "NpmFailed",
    "NpmMissing",
    "Outcome",
    "PyodidePackage",
    "PythonException",
    "RegistryUnavailable",
    "ReleaseNotCached",
    "ReleaseNotOnNpm",
    "RunResult",
    "RuntimeFailed",
    "RuntimeProblem",
    "RuntimeTimeout",
    "TruncatedArchive",
    "UnsafeArchive",
    "cache_dir",
    "fetch_pyodide",
    "find_node",
    "list_npm_versions",
    "probe",
    "run_many",
    "run_python",
]

for _name in __all__:
    public(globals()[_name], __name__)
