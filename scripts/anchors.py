"""Read the list of permanent anchors, and compare it with a built site.

`python -m scripts.anchors build/html` appends what the site has and the list lacks.
"""

from __future__ import annotations

import re
import sys
import zlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyemscripten
from pyemscripten.addresses import page, redirects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST = Path(__file__).parents[1] / "docs" / "stable-anchors.txt"

#: Kind in the list -> kind in the inventory.
_ROLES = {
    "label": "std:label",
    "page": "std:doc",
    "term": "std:term",
    "function": "py:function",
    "class": "py:class",
    "exception": "py:exception",
}


class Anchor(NamedTuple):
    """One line: what it is, its name, where under the site's root it leads, what it means."""

    kind: str
    name: str
    target: str
    meaning: str

    def __str__(self) -> str:
        """The line of the list."""
        return f"{self.kind}  {self.name}  {self.target}  {self.meaning}"


class Entry(NamedTuple):
    """What an inventory says about a name: its address, and its title if it has one."""

    target: str
    title: str


def parse(text: str) -> list[Anchor]:
    """The anchors in a list."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [Anchor(*re.split(r"  +", line, maxsplit=3)) for line in lines]


@lru_cache(maxsize=4)
def inventory(site: Path) -> dict[tuple[str, str], Entry]:
    """Kind and name -> entry, as any reader of `objects.inv` finds them."""
    head, _, packed = (site / "objects.inv").read_bytes().partition(b"zlib.\n")
    assert head.startswith(b"# Sphinx inventory version 2\n")
    found = {}
    for line in zlib.decompress(packed).decode().splitlines():
        match = re.fullmatch(r"(.+?) (\S+) (-?\d+) (\S*) (.*)", line)
        assert match, line
        name, kind, _, target, title = match.groups()
        target = target[:-1] + name if target.endswith("$") else target
        found[kind, name] = Entry(target, "" if title == "-" else title)
    return found


class _Page(NamedTuple):
    """The ids of a page, and the text of its first heading."""

    ids: frozenset[str]
    heading: str


@lru_cache(maxsize=200)
def _page(path: Path) -> _Page | None:
    if not path.is_file():
        return None
    source = path.read_text(encoding="utf-8")
    heading = re.search(r"<h1[^>]*>(.+?)</h1>", source, re.DOTALL)
    ids = frozenset(re.findall(r'\sid="([^"]+)"', source))
    return _Page(ids, re.sub(r"<[^>]+>", "", heading[1]) if heading else "")


def problems(site: Path, anchors: Iterable[Anchor]) -> Iterator[str]:
    """What the built site breaks of what was promised, one sentence each."""
    listed = list(anchors)
    for anchor in listed:
        yield from _lost(site, anchor)
    yield from _incomplete(listed)


def _lost(site: Path, anchor: Anchor) -> Iterator[str]:
    what = f"{anchor.kind} {anchor.name!r}"
    address, _, identifier = anchor.target.partition("#")
    if anchor.kind == "file":
        if not (site / anchor.name).is_file():
            yield f"{what} is gone"
        return
    if anchor.kind == "redirect":
        path = site / anchor.name / "index.html"
        up = "../" * anchor.name.count("/")
        if not path.is_file() or f'url={up}{anchor.target}"' not in path.read_text("utf-8"):
            yield f"{what} does not lead to {anchor.target} any more"
        return
    entry = inventory(site).get((_ROLES[anchor.kind], anchor.name))
    if entry is None:
        yield f"{what} is not in objects.inv any more"
    elif (entry.target or "/") != anchor.target:
        yield f"{what} led to {anchor.target} and now leads to {entry.target}"
    elif anchor.kind == "label" and not entry.title:
        yield f"{what} has no title, so that its short form fails"
    shown = _page(site / address.lstrip("/") / "index.html")
    if shown is None:
        yield f"{what}: the page {address} is gone"
    elif identifier and identifier not in shown.ids:
        yield f"{what}: the page {address} has no id {identifier!r} any more"
    elif anchor.kind == "page" and _tag(address) not in shown.heading:
        yield f"{what} was about {_tag(address)} and is now about {shown.heading!r}"


def _tag(address: str) -> str:
    """The tag that a page of a platform must be about, or nothing."""
    table = pyemscripten.builtin()
    tags = {page(p): p.tag for p in table.platforms} | {
        page(g): g.tag for g in table.generic_tags()
    }
    return tags.get(address, "")


def _incomplete(anchors: list[Anchor]) -> Iterator[str]:
    """Platforms that lack a label which others have."""
    labels = {anchor.name for anchor in anchors if anchor.kind == "label"}
    platforms = [p.label for p in pyemscripten.builtin().platforms]
    ends = {
        name.removeprefix(label)
        for label in platforms
        for name in labels
        # A comparison of two platforms is about both.
        if name.startswith(label) and "-and-" not in name
    }
    for label in platforms:
        for end in sorted(ends):
            if label + end not in labels:
                yield f"label {label + end!r} is missing: other platforms have one like it"


def unlisted(site: Path, anchors: Iterable[Anchor]) -> list[Anchor]:
    """What the built site offers others, and the list does not promise yet."""
    listed = {(anchor.kind, anchor.name) for anchor in anchors}
    found = []
    for kind, role in _ROLES.items():
        for (entry_role, name), entry in inventory(site).items():
            if entry_role == role and _offered(kind, name) and (kind, name) not in listed:
                target = entry.target or "/"
                found.append(Anchor(kind, name, target, _meaning(kind, entry, name)))
    for source, target in redirects(pyemscripten.builtin()).items():
        if ("redirect", source) not in listed:
            found.append(Anchor("redirect", source, target.lstrip("/"), _tag(target.lstrip("/"))))
    return found


def _offered(kind: str, name: str) -> bool:
    if kind == "label":
        return name.startswith(("pyemscripten-", "emscripten-"))
    if kind == "term":  # the others are words, not names
        return name.startswith("pyemscripten_")
    # What is public is right in the package.
    return kind == "page" or name.count(".") == 1


def _meaning(kind: str, entry: Entry, name: str) -> str:
    tag = _tag(entry.target.partition("#")[0])
    title = entry.title or name
    return f"{tag}: {title}" if tag and tag != title and kind != "page" else title


def main(site: Path) -> None:
    """Append what is new."""
    anchors = parse(LIST.read_text(encoding="utf-8"))
    new = unlisted(site, anchors)
    with LIST.open("a", encoding="utf-8") as file:
        file.writelines(f"{anchor}\n" for anchor in new)
    print(f"{len(new)} anchors are new, {len(anchors)} were known.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
