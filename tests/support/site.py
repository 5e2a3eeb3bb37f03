"""The site of this very tree, built for the tests when something changed that it is made of.

`python -m tests.support.site` does the same from the command line.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from sphinx.util.inventory import InventoryFile

ROOT = Path(__file__).parents[2]
_FOLDER = ROOT / "build" / "tests"
#: Nothing but :func:`build` writes here, so it can tell what is in it.
SITE = _FOLDER / "html"

#: Any name serves: the site is unversioned and lives at the root of its host.
ORIGIN = "https://site.invalid/"


def build() -> None:
    """Build the site from scratch, unless it was built from what is there now.

    Raises `RuntimeError` with what Sphinx says if it fails or warns.
    """
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with (_FOLDER / "site.lock").open("w") as lock:
        # Parallel tests want it at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        built_from = _FOLDER / "site.sha256"
        wanted = digest()
        if built_from.is_file() and built_from.read_text("ascii") == wanted:
            return
        built_from.unlink(missing_ok=True)
        doctrees = _FOLDER / "doctrees"
        for folder in (SITE, doctrees):
            shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run(
            [
                *(sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going"),
                *("-c", ROOT, "-d", doctrees, "-b", "dirhtml", ROOT / "docs", SITE),
            ],
            env={name: value for name, value in os.environ.items() if not _disturbs(name)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"the site does not build:\n{done.stdout}{done.stderr}")
        built_from.write_text(wanted, "ascii")


def _disturbs(name: str) -> bool:
    # What `conf.py` reads; and a build is no test, so what it runs does not count as covered.
    return name in ("PYEMSCRIPTEN_DATA", "READTHEDOCS_CANONICAL_URL") or name.startswith(
        "COVERAGE_"
    )


def digest() -> str:
    """A digest of all that the site is made of."""
    paths = [ROOT / "conf.py", ROOT / "CHANGELOG.md", ROOT / "requirements-docs.txt"]
    for folder in ("docs", "src"):
        paths += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        # The build itself writes the pages of platforms.
        if "__pycache__" not in path.parts and not path.match("docs/platforms/*.rst"):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(ROOT)} {content}\n".encode())
    return digest.hexdigest()


class Page(HTMLParser):
    """A page's links, and the ids in it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.name = "/" + path.relative_to(SITE).as_posix().removesuffix("index.html")
        self.text = path.read_text(encoding="utf-8")
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])

    def target(self, address: str) -> tuple[str, str]:
        """An address on this page as an absolute one and a fragment."""
        parts = urlsplit(urljoin(ORIGIN + self.name.removeprefix("/"), address))
        return parts._replace(fragment="").geturl(), unquote(parts.fragment)


@functools.cache
def pages() -> dict[str, Page]:
    """All pages by their path under the root, redirects aside."""
    found = (Page(path) for path in sorted(SITE.rglob("*.html")))
    return {page.name: page for page in found if "window.location.replace" not in page.text}


def local(address: str) -> Path | None:
    """The file behind an absolute address, or none if it is on another host."""
    if not address.startswith(ORIGIN):
        return None
    path = SITE / unquote(urlsplit(address).path.removeprefix("/"))
    return path / "index.html" if address.endswith("/") else path


@functools.cache
def inventory() -> Any:
    """The inventory for intersphinx: `data` has objects by kind and name."""
    pages()
    return InventoryFile.loads((SITE / "objects.inv").read_bytes(), uri=ORIGIN)


def sources() -> Iterator[Path]:
    """The pages as they were written, and the README."""
    yield ROOT / "README.md"
    yield from sorted((ROOT / "docs").rglob("*.md"))


if __name__ == "__main__":
    try:
        build()
    except RuntimeError as problem:
        sys.exit(str(problem))
