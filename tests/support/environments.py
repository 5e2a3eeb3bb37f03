"""Virtual environments with other versions of Sphinx and docutils, kept between runs."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_KEPT = ROOT / "build" / "test-environments"


def environment(*requirements: str, python: str = sys.executable) -> Path:
    """The interpreter of a virtual environment that has the requirements, and nothing of ours.

    A registry that cannot be reached raises, so that the test is an error.
    """
    version = subprocess.run([python, "-VV"], capture_output=True, check=True).stdout
    key = hashlib.sha256(b"\n".join([version, *map(str.encode, requirements)])).hexdigest()[:16]
    folder = _KEPT / key
    interpreter = folder / "bin" / "python"
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / f"{key}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            subprocess.run([python, "-m", "venv", folder], check=True)
            pip = (interpreter, "-m", "pip", "--disable-pip-version-check", "install", "-qq")
            subprocess.run((*pip, *requirements), check=True)
            (folder / "ready").touch()
    return interpreter


def newest_python() -> str:
    """The newest CPython on this machine: new releases of Sphinx leave older ones behind."""
    for minor in range(19, 9, -1):
        name = f"python3.{minor}"
        candidates = [shutil.which(name)]
        if shutil.which("pyenv"):
            root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True)
            kept = Path(root.stdout.strip(), "versions").glob(f"3.{minor}.*/bin/{name}")
            candidates += [str(path) for path in sorted(kept)]
        for path in candidates:
            # What stands on the path may be a shim of pyenv that does not run here.
            if path and _runs(path):
                return path
    return sys.executable


def _runs(python: str) -> bool:
    done = subprocess.run([python, "-c", "import venv"], check=False, capture_output=True)
    return done.returncode == 0


def npm_program(name: str, version: str) -> Path:
    """A program from the npm registry, kept between runs.

    A registry that cannot be reached raises, so that the test is an error.
    """
    folder = _KEPT / f"{name}-{version}"
    _KEPT.mkdir(parents=True, exist_ok=True)
    with (_KEPT / f"{name}-{version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            npm = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder)
            subprocess.run([*npm, f"{name}@{version}"], check=True)
            (folder / "ready").touch()
    return folder / "node_modules" / ".bin" / name
