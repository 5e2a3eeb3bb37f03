"""The built site, as `make test` and `make html` leave it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from sphinx.util.inventory import InventoryFile

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "html"

#: Any name serves: the site is unversioned and lives at the root of its host.
ORIGIN = "https://site.invalid/"


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
    assert (SITE / "index.html").is_file(), "there is no site in build/html: run `make html` first"
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
