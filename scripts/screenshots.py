"""Photograph pages of the built site: laptop and phone, light and dark.

Chromium comes from the system, since a browser that a package manager keeps current is better
than one that this project would have to. `CHROMIUM` names another one.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, ViewportSize, sync_playwright

import pyemscripten

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
VIEWS: dict[str, ViewportSize] = {
    "laptop": {"width": 1280, "height": 800},
    "phone": {"width": 360, "height": 780},
}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing about each request."""


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a directory on a free port of this machine and yield its address."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def pages() -> dict[str, str]:
    """Return the paths to photograph, by the name of the picture."""
    tag = pyemscripten.builtin().platforms[-1].tag
    slug = tag.removesuffix("_wasm32").replace("_", "-")
    return {"home": "/", "platforms": "/platforms/", slug: f"/platforms/{slug}/"}


def photograph(context: BrowserContext, address: str, picture: Path) -> list[str]:
    """Save what shows without scrolling, and the whole page; return what looks broken."""
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on("requestfailed", lambda request: problems.append(f"failed: {request.url}"))
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        problems.append(f"status {answer.status if answer else 'unknown'}")
    page.screenshot(path=picture)
    page.screenshot(path=picture.with_stem(f"{picture.stem}-full"), full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        problems.append(f"{wide} pixels wider than the screen")
    page.close()
    return [f"{picture.stem}: {problem}" for problem in problems]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("pictures", type=Path)
    arguments = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    if not chromium:
        parser.error("Chromium was not found: install it or set CHROMIUM to its path")
    arguments.pictures.mkdir(parents=True, exist_ok=True)

    problems = []
    with (
        serve(arguments.site) as address,
        tempfile.TemporaryDirectory() as profile,
        sync_playwright() as playwright,
    ):
        for view, size in VIEWS.items():
            for scheme in SCHEMES:
                context = playwright.chromium.launch_persistent_context(
                    Path(profile, f"{view}-{scheme}"),
                    executable_path=chromium,
                    args=FLAGS,
                    # As root, which CI often is, Chromium has no sandbox.
                    chromium_sandbox=False,
                    color_scheme=scheme,
                    viewport=size,
                    device_scale_factor=2 if view == "phone" else 1,
                    has_touch=view == "phone",
                    is_mobile=view == "phone",
                )
                for name, path in pages().items():
                    picture = arguments.pictures / f"{name}-{view}-{scheme}.png"
                    problems += photograph(context, address + path, picture)
                    print(picture)
                context.close()
    for problem in problems:
        print(problem, file=sys.stderr)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
