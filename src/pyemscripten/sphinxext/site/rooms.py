"""The rooms of the package, drawn from the import contract and from the imports themselves.

A room is a module or package right in the package. The contract of import-linter puts the rooms on
floors, and the arrows are the imports that its linter sees too, so that the picture cannot differ
from either.
"""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from pyemscripten.sphinxext.build import code, marked, paragraph, separated

from .house import Room, picture, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.util.typing import OptionSpec

    from .house import Floor


class House(NamedTuple):
    """A package: its folder, and its floors with the highest first."""

    folder: Path
    floors: tuple[Floor, ...]


def house(contract: Path) -> House:
    """The floors that the contract in a pyproject.toml names, and the rooms that exist on them."""
    # Only what builds our site has them.
    from grimp import build_graph
    from importlinter.api import read_configuration

    options = read_configuration(str(contract))
    (root,) = options["session_options"]["root_packages"]
    (layers,) = (
        each["layers"]
        for each in options["contracts_options"]
        if each["type"] == "layers" and each["containers"] == [root]
    )
    folder = Path(str(files(root)))
    graph = build_graph(root, cache_dir=None)
    names = sorted(child.rpartition(".")[2] for child in graph.find_children(root))
    rooms = {}
    for name in names:
        package = folder / name / "__init__.py"
        path = package if package.is_file() else folder / f"{name}.py"
        imports = (
            other
            for other in names
            if other != name
            and graph.direct_import_exists(
                importer=f"{root}.{name}", imported=f"{root}.{other}", as_packages=True
            )
        )
        file = f"{name}/" if path == package else path.name
        rooms[name] = Room(name, file, _purpose(path), tuple(imports))
    # "a | b" must not import each other, "a : b" may; "(a)" need not exist.
    listed = ([name for name in re.findall(r"\w+", layer) if name in rooms] for layer in layers)
    floors = (tuple(_downwards(floor, rooms)) for floor in listed if floor)
    return House(folder, tuple(floors))


def _downwards(floor: Sequence[str], rooms: dict[str, Room]) -> Iterator[Room]:
    """The rooms of a floor, what imports others before them, so that only a circle runs up."""
    for name in sorted(floor, key=lambda name: -len(reached(name, rooms).intersection(floor))):
        yield rooms[name]


def _purpose(path: Path) -> str:
    """The first line of the docstring of a module."""
    described = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return described.partition("\n")[0]


class RoomsDirective(SphinxDirective):
    """``pyemscripten-rooms FILE``: the rooms with their purposes, floor by floor.

    FILE is the pyproject.toml that holds the contract.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def run(self) -> list[nodes.Node]:
        """The picture for browsers, and the same in words."""
        _, path = self.env.relfn2path(self.arguments[0])
        found = house(Path(path))
        for source in (path, *found.folder.rglob("*.py")):
            self.env.note_dependency(str(source))
        drawn = nodes.raw("", picture(found.floors), format="html")
        described = _described(found.floors)
        return [nodes.container("", drawn, *described, classes=["pyemscripten-house"])]


def _described(floors: Iterable[Floor]) -> Iterator[nodes.Node]:
    rooms = {room.name: room for floor in floors for room in floor}
    for floor in floors:
        made = nodes.container(classes=["pyemscripten-floor"])
        for room in floor:
            links = separated(
                nodes.reference(
                    "", "", code(rooms[name].file), internal=True, refid=rooms[name].anchor
                )
                for name in room.imports
            )
            made += nodes.container(
                "",
                paragraph(code(room.file)),
                paragraph(marked(room.purpose)),
                paragraph("imports ", links or "no other room", classes=["pyemscripten-sources"]),
                classes=["pyemscripten-room"],
                ids=[room.anchor],
            )
        yield made
