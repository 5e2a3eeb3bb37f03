"""The code blocks of the site's pages: where they are, and how the tests run them."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyemscripten
from pyemscripten.sphinxext.edition import Edition
from pyemscripten.sphinxext.site.guides import rendered

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DATA = Edition(pyemscripten.builtin())

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n"
    r"(?P<body>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block: its page and line, what stands after the fence, options, text."""

    page: Path
    line: int
    info: str
    options: dict[str, str]
    text: str

    @property
    def where(self) -> str:
        """Page and line, for messages."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page, placeholders filled in for examples."""
    source = page.read_text("utf-8")
    for found in _FENCE.finditer(source):
        indent = len(found["indent"])
        lines = [line[indent:] for line in found["body"].split("\n")[:-1]]
        options = {}
        while lines and (option := re.fullmatch(r":([\w-]+):\s*(.*)", lines[0])):
            options[option[1]] = option[2]
            del lines[0]
        text = "\n".join(lines)
        if "{pyemscripten-example}" in found["info"]:
            text = rendered(DATA, text)
        line = source.count("\n", 0, found.start()) + 1
        yield Block(page, line, found["info"].strip(), options, text)


def pages() -> list[Path]:
    """Every page of the site that is written by hand, and the README."""
    written = sorted(p for p in DOCS.rglob("*.md") if "upstream" not in p.parts)
    return [*written, ROOT / "README.md"]


def examples(run: str, page: Path) -> list[Block]:
    """The examples of a page that run in the surroundings of that name."""
    return [b for b in blocks(page) if b.options.get("run") == run]


_CHECKER = doctest.OutputChecker()


def environment(folder: Path) -> dict[str, str]:
    """What the commands of a page see: those of its folder and of this project first on PATH."""
    here = f"{folder}{os.pathsep}{Path(sys.executable).parent}"
    return {
        **os.environ,
        "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "COLUMNS": "200",
    }


def run_console(block: Block, folder: Path) -> None:
    """Run the commands of a console block in order; compare what is shown below each."""
    for command, expected in commands(block.text):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        said = f"{block.where}: {command}\n{done.stdout}{done.stderr}"
        assert done.returncode == 0, said
        if expected:
            assert _CHECKER.check_output(expected, done.stdout, doctest.ELLIPSIS), said


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output that is shown for it."""
    command, output = "", ""
    for line in text.split("\n"):
        if line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], ""
        else:
            output += line + "\n"
    yield command, output


def run_page(page: Path, run: str, folder: Path, prepare: Callable[[Path], None]) -> None:
    """Run all examples of a page that belong to these surroundings, in one folder."""
    prepare(folder)
    for block in examples(run, page):
        language = block.info.split()[-1]
        if "file" in block.options:
            target = folder / block.options["file"]
            target.write_text(block.text + "\n", encoding="utf-8")
        if language == "console":
            run_console(block, folder)
        elif language == "python":
            compile(block.text, block.where, "exec")
