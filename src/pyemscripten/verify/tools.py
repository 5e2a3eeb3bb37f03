"""Look at what published versions of packaging tools do with each spelling of the tag."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyemscripten.runtime import RuntimeProblem, run_many
from pyemscripten.wheel_names import EMSCRIPTEN, SPELLINGS, write_tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyemscripten.runtime import PyodidePackage

    from .registry import Wheel

#: Tools that run inside Pyodide, in the order in which they are asked.
IN_RUNTIME = ("packaging", "pip", "micropip")

#: Tools whose program would need a compiler to be asked, so that only their text is read: a
#: spelling that is nowhere in it cannot come out of it. The text of a legacy spelling proves
#: nothing, because names of configuration values contain it.
IN_TEXT: Mapping[str, tuple[str, ...]] = {
    "auditwheel-emscripten": ("pyemscripten",),
    "jupyterlite-pyodide-kernel": ("pyemscripten",),
    "maturin": ("pyemscripten", "emscripten"),
    "pyodide-build": ("pyemscripten",),
}
_TEXT = {"pyemscripten": rb"pyemscripten", "emscripten": rb"(?<!py)emscripten_"}

#: What can be observed.
TOOLS = (*IN_RUNTIME, "uv", *IN_TEXT, "cibuildwheel")


def observable(tool: str) -> tuple[str, ...]:
    """The spellings of which it can be seen whether a tool takes or gives them."""
    return SPELLINGS if tool in (*IN_RUNTIME, "uv") else IN_TEXT.get(tool, ())


#: How many seconds one command of uv may take.
TIMEOUT = 120

#: What is run inside Pyodide.
SNIPPET = resources.files(__package__).joinpath("_tags.py").read_text(encoding="utf-8")
_CONFIGURATION = "cibuildwheel/resources/build-platforms.toml"


def ask_in_runtime(
    package: PyodidePackage, wheels: Sequence[tuple[str, Wheel]], helper: Wheel | None
) -> list[dict[str, Any] | str]:
    """Which spellings of the running platform's tag each tool takes or gives, best first.

    ``wheels`` pairs a name in :data:`IN_RUNTIME` with its wheel, ``helper`` is any version of
    packaging, which micropip needs to start. For each the answer, or a line that says why this
    release gave none: old versions of a tool do not run in new releases. Raises
    :class:`~pyemscripten.runtime.RuntimeProblem` if the interpreter cannot be asked at all.
    """
    others = [helper] if helper else []
    files = {_inside(wheel): wheel.path for wheel in (*(w for _, w in wheels), *others)}
    codes = [
        f"{SNIPPET}\nresult = asked({tool!r}, {[_inside(w) for w in (wheel, *others)]!r})"
        for tool, wheel in wheels
    ]
    answers: list[dict[str, Any] | str] = []
    for (tool, wheel), result in zip(
        wheels, run_many(package, codes, files=files, timeout=300), strict=True
    ):
        try:
            taken = result.checked()
        except RuntimeProblem as problem:
            answers.append(f"{tool} {wheel.version} in {problem}")
            continue
        answers.append(_answer(taken, f"run in Pyodide {package.version}"))
    return answers


def _inside(wheel: Wheel) -> str:
    """Where a wheel is put inside the runtime."""
    return f"/wheels/{wheel.path.name}"


def _answer(order: Sequence[str], how: str) -> dict[str, Any]:
    return {
        "spellings": {spelling: spelling in order for spelling in SPELLINGS},
        "order": list(order),
        "how": how,
    }


def ask_uv(wheel: Wheel, emscripten: Mapping[str, str]) -> dict[str, Any]:
    """Which platforms a version of uv can resolve for, and which spellings it takes, best first.

    ``emscripten`` maps uv's name of a platform to the Emscripten version to try. Raises
    :class:`~pyemscripten.runtime.RuntimeProblem`.
    """
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as temporary:
        folder = Path(temporary)
        program = _unpack_program(wheel, "uv", folder)
        said = _uv(program, "compile", "--python-platform", "none-such", "-").stderr
        choices = re.search(r"possible values: ([^\]]*)", said)
        if not choices:
            raise RuntimeProblem(f"uv {wheel.version} does not say its platforms: {said[:100]!r}")
        targets = [name for name in choices[1].split(", ") if name.startswith("wasm32-")]
        order: list[str] = []
        target = next((name for name in targets if name in emscripten), "")
        if targets and not target:
            raise RuntimeProblem(
                f"uv {wheel.version} knows {', '.join(targets)}, none of which is in the table"
            )
        if target:
            wheels = _write_wheels(folder / "links", target, emscripten[target])
            while chosen := _installed(program, target, folder / f"chosen-{len(order)}"):
                order.append(chosen)
                wheels[chosen].unlink()
        return {**_answer(order, "uv pip install"), "targets": targets}


def _installed(program: Path, target: str, folder: Path) -> str:
    """The spelling of the wheel that uv prefers among those that are left, or ``""``."""
    _uv(
        program, "install", "--no-index", "--find-links", "links", "--python-platform", target,
        "--python", sys.executable, "--target", str(folder), "--link-mode=copy", "demonstration",
    )  # fmt: skip
    marks = list(folder.glob("spelling-*"))
    return marks[0].name.removeprefix("spelling-") if marks else ""


def _uv(program: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [program, "pip", command, "--no-config", "--no-cache", "--offline", *arguments],
            capture_output=True, text=True, input="", cwd=program.parent, timeout=TIMEOUT,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise RuntimeProblem(f"uv pip {command} did not finish in {TIMEOUT} seconds") from None


def _unpack_program(wheel: Wheel, name: str, folder: Path) -> Path:
    with zipfile.ZipFile(wheel.path) as archive:
        inside = next((n for n in archive.namelist() if n.endswith(f".data/scripts/{name}")), None)
        if inside is None:
            raise RuntimeProblem(f"{wheel.path.name} has no program {name}")
        target = folder / name
        with archive.open(inside) as source, target.open("wb") as stream:
            shutil.copyfileobj(source, stream)
    target.chmod(target.stat().st_mode | stat.S_IXUSR)
    return target


def _write_wheels(folder: Path, target: str, emscripten: str) -> dict[str, Path]:
    """For each spelling a wheel of the same version, with a file that tells which it is."""
    folder.mkdir()
    version = f"{target.removeprefix('wasm32-pyodide')}_0"
    names = dict.fromkeys(SPELLINGS, version)
    names[EMSCRIPTEN] = emscripten
    info = "demonstration-1.0.dist-info"
    written = {}
    for spelling, number in names.items():
        tag = f"py3-none-{write_tag(spelling, number)}"
        written[spelling] = folder / f"demonstration-1.0-{tag}.whl"
        files = {
            f"spelling-{spelling}": "",
            f"{info}/METADATA": "Metadata-Version: 2.1\nName: demonstration\nVersion: 1.0\n",
            f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n",
        }
        record = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
        with zipfile.ZipFile(written[spelling], "w") as archive:
            for name, content in {**files, f"{info}/RECORD": record}.items():
                archive.writestr(name, content)
    return written


#: All that decides what is observed of uv.
UV = (ask_uv, _installed, _uv, _write_wheels)


def read_text(tool: str, wheel: Wheel) -> dict[str, Any]:
    """Which spellings the files of a tool's wheel contain. ``tool`` is in :data:`IN_TEXT`."""
    found = dict.fromkeys(IN_TEXT[tool], False)
    with zipfile.ZipFile(wheel.path) as archive:
        for member in archive.namelist():
            if ".dist-info/" in member:
                continue  # a change log may name what the program does not know
            with archive.open(member) as stream:
                tail = b""
                while block := stream.read(1 << 20):
                    for spelling in found:
                        if re.search(_TEXT[spelling], tail + block):
                            found[spelling] = True
                    tail = block[-32:]
    return {"spellings": found, "how": "text of its program"}


def read_cibuildwheel(wheel: Wheel) -> dict[str, Any]:
    """Which Pyodide releases a version of cibuildwheel builds with, and how it names them."""
    with zipfile.ZipFile(wheel.path) as archive:
        if _CONFIGURATION not in archive.namelist():
            raise RuntimeProblem(f"{wheel.path.name} has no {_CONFIGURATION}")
        text = archive.read(_CONFIGURATION).decode("utf-8")
    builds = [dict(re.findall(r'(\w+) = "([^"]*)"', line)) for line in text.splitlines()]
    return {
        "builds": [
            {
                "identifier": build["identifier"],
                "python": build["version"],
                "release": build["default_pyodide_version"],
                "sha256": build.get("sha256", ""),
            }
            for build in builds
            if {"identifier", "version", "default_pyodide_version"} <= build.keys()
        ],
        "how": _CONFIGURATION,
    }
