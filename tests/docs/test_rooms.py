"""The picture of the rooms on the page about the architecture is that of the code."""

from __future__ import annotations

import ast
import html
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.site import ROOT, pages
from tests.support.sphinx_project import SITE_EXTENSIONS, build

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PACKAGE = ROOT / "src" / "pyemscripten"
LAYERS: list[str] = next(
    contract["layers"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
    if contract["type"] == "layers"
)


def path_of(room: str) -> Path:
    """The file of a module that is right in the package, or the folder."""
    folder = PACKAGE / room
    return folder if folder.is_dir() else folder.with_suffix(".py")


def exists(room: str) -> bool:
    return path_of(room).exists()


def contract() -> list[set[str]]:
    """The rooms on each floor of the contract, the highest first, without those to come."""
    floors = ({*filter(exists, re.findall(r"\w+", layer))} for layer in LAYERS)
    return [floor for floor in floors if floor]


def imports(room: str) -> set[str]:
    """The rooms that a room imports anywhere in it, late and for types too."""
    path = path_of(room)
    found: set[str] = set()
    for file in path.rglob("*.py") if path.is_dir() else [path]:
        package = ["pyemscripten", *file.relative_to(PACKAGE).with_suffix("").parts[:-1]]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                above = package[: len(package) - node.level + 1] if node.level else []
                source = ".".join([*above, *filter(None, [node.module])])
                found |= {f"{source}.{alias.name}" for alias in node.names}
    rooms = {n.split(".")[1] for n in found if n.startswith("pyemscripten.")}
    return {other for other in rooms if other != room and exists(other)}


#: File of a room, as the page calls it -> the room.
FILES = {
    f"{name}/" if path_of(name).is_dir() else f"{name}.py": name
    for floor in contract()
    for name in floor
}
IMPORTS = {name: imports(name) for name in FILES.values()}


def page() -> str:
    return pages()["/about/architecture/"].text


def drawn() -> list[list[str]]:
    """The rooms on each floor of the picture: what stands in one box."""
    boxes = [
        (float(top), float(top) + float(height))
        for top, height in re.findall(r'<rect [^>]*y="([\d.]+)"[^>]* height="([\d.]+)"', page())
    ]
    names = [(float(y), FILES[f]) for y, f in re.findall(r'<text [^>]*y="([\d.]+)">(.*?)<', page())]
    return [[name for y, name in names if top < y < bottom] for top, bottom in boxes]


def test_the_floors_are_those_of_the_contract() -> None:
    assert [set(floor) for floor in drawn()] == contract()
    assert len(FILES) == sum(map(len, drawn()))


def test_every_import_is_an_arc_and_none_runs_up() -> None:
    path = r'<path class="(\w+)" d="M\d+ ([\d.]+)C[^"]* ([\d.]+)">'
    arcs = re.findall(rf"{path}<title>([^<]+) imports ([^<]+)<", page())
    assert arcs
    assert sorted((FILES[one], FILES[other]) for *_, one, other in arcs) == sorted(
        (name, other) for name, others in IMPORTS.items() for other in others
    )
    level = {name: number for number, floor in enumerate(contract()) for name in floor}
    for kind, begin, end, one, other in arcs:
        up = float(end) < float(begin)
        assert up == (kind == "up")
        # Only a contract that lets neighbours import each other lets them import in a circle.
        beside = level[FILES[one]] == level[FILES[other]]
        layer = next(layer for layer in LAYERS if FILES[one] in re.findall(r"\w+", layer))
        assert level[FILES[one]] < level[FILES[other]] or (beside and ":" in layer), (one, other)
        assert not up or beside, (one, other)


def test_the_same_stands_in_words_with_what_each_room_is_for() -> None:
    cards = re.findall(r'<div class="pyemscripten-room [^>]*>(.*?)</div>', page(), re.DOTALL)
    assert len(cards) == len(FILES)
    for card in cards:
        paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", card, re.DOTALL)
        title, purpose, listed = (html.unescape(re.sub(r"<[^>]+>", "", p)) for p in paragraphs)
        path = path_of(FILES[title])
        module = ast.parse((path / "__init__.py" if path.is_dir() else path).read_text("utf-8"))
        assert purpose == (ast.get_docstring(module) or "").partition("\n")[0].replace("`", "")
        assert purpose, title
        names = {FILES[name] for name in re.findall(r"\S+(?:\.py|/)", listed)}
        assert names == IMPORTS[FILES[title]]


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package with a circle, whose contract lets it pass."""
    package = tmp_path / "demorooms"
    package.mkdir()
    modules = {
        "__init__": "",
        "top": '"""Shows `it`."""\nfrom . import below, circle\nfrom demorooms import base\n',
        "below": '"""Knows."""\nfrom demorooms import base, circle\n',
        "circle": '"""Goes round."""\ndef late():\n    from demorooms import below\n',
        "base": "",
    }
    for name, text in modules.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_package = "demorooms"\n[[tool.importlinter.contracts]]\n'
        'name = "x"\ntype = "layers"\ncontainers = ["demorooms"]\n'
        'layers = ["(top)", "circle : below", "(absent)", "base"]\n',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_what_a_small_package_looks_like(demo: Path) -> None:
    text = "Title\n=====\n\n.. pyemscripten-rooms:: ../pyproject.toml\n"
    built = build(demo, {"index.rst": text}, extensions=SITE_EXTENSIONS)
    assert built.warnings == ""
    page = built.page()
    assert page.count("<rect ") == 3
    assert re.findall(r'class="(\w+)" d="[^"]*"><title>(.*?)</title>', page) == [
        ("implied", "top.py imports base.py"),
        ("implied", "top.py imports below.py"),
        ("implied", "top.py imports circle.py"),
        ("direct", "circle.py imports below.py"),
        ("direct", "below.py imports base.py"),
        ("up", "below.py imports circle.py"),
    ]
    tops = [float(y) for y in re.findall(r'<text [^>]*y="([\d.]+)"', page)]
    assert all(one < other for one, other in pairwise(tops))
    assert "imports no other room" in page
    assert build(demo, extensions=SITE_EXTENSIONS).read == []
    (demo / "demorooms" / "base.py").write_text('"""The ground."""\n', encoding="utf-8")
    again = build(demo, extensions=SITE_EXTENSIONS)
    assert again.read == ["index"]
    assert "The ground." in again.page()
