"""Weigh every page of the built site with everything that it loads, compressed as on the wire.

Counted: the page, its style sheets and what they refer to, scripts, icons, and images that are
not loaded lazily. Text is compressed with gzip; pictures and fonts already are compressed.

Exits with 1 if the home page is over its budget, or if a page loads a file that is missing or
on another host.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

HOME_BUDGET = 60_000
TEXT = {".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".xml"}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
# The site is unversioned and lives at the root of its host; any name serves here.
ORIGIN = "https://site.invalid/"
IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")


class Page(HTMLParser):
    """Collects the addresses of what a browser loads along with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.redirects = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and LOADING_LINKS & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))
        elif tag == "meta" and values.get("http-equiv") == "refresh":
            self.redirects = True
        elif tag in {"script", "iframe", "source", "video"} or (
            tag == "img" and values.get("loading") != "lazy"
        ):
            self.loads.append(values.get("src", ""))


@functools.cache
def weigh(path: Path) -> int:
    """Return the bytes that a file takes on the wire."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6)) if path.suffix in TEXT else len(content)


@functools.cache
def in_css(path: Path, address: str) -> tuple[str, ...]:
    """Return the absolute addresses that a style sheet refers to."""
    found = IN_CSS.findall(path.read_text(encoding="utf-8"))
    return tuple(urljoin(address, first or second) for first, second in found)


def loaded(root: Path, path: Path, page: Page) -> Iterator[tuple[str, Path | None]]:
    """Yield the address and file of everything that a page loads; no file if it is not here."""
    address = ORIGIN + path.relative_to(root).as_posix()
    queue = [urljoin(address, target) for target in page.loads if target]
    seen = set()
    while queue:
        target = urlsplit(queue.pop())._replace(query="", fragment="").geturl()
        if target in seen or not target.startswith(("http:", "https:")):
            continue
        seen.add(target)
        file = root / unquote(target.removeprefix(ORIGIN))
        if not target.startswith(ORIGIN) or not file.is_file():
            yield target, None
            continue
        yield target, file
        if file.suffix == ".css":
            queue.extend(in_css(file, target))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, nargs="?", default=Path("build/html"))
    root = parser.parse_args().site
    home = root / "index.html"
    if not home.is_file():
        parser.error(f"{home} does not exist: run `make html` first")

    failures: list[str] = []
    rows = []
    for path in sorted(root.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        if page.redirects:
            continue
        name = "/" + path.relative_to(root).as_posix().removesuffix("index.html")
        files: list[Path] = []
        for target, file in loaded(root, path, page):
            if file is None:
                where = target.removeprefix(ORIGIN)
                failures.append(f"{name} loads {where}, which is not part of the site")
            else:
                files.append(file)
        own = weigh(path)
        total = own + sum(map(weigh, files))
        rows.append((total, own, len(files), name))
        if path == home and total > HOME_BUDGET:
            failures.append(f"{name} weighs {total} bytes, over the budget of {HOME_BUDGET}")

    print("Compressed kB with all that the page loads, of the page alone, files loaded, page")
    for total, own, count, name in sorted(rows, reverse=True):
        print(f"{total / 1000:9.1f}{own / 1000:9.1f}{count:5}  {name}")
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
